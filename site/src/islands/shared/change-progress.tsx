import type { CompanyChangeView } from '../../../../api/company-change.ts';
import { companyChangeStateNames } from '../../../../domain/company-change.ts';
import { changeActionNames, changeExplanations } from '../../words/company-change.ts';
import { instantText } from '../../words/dates.ts';
import { DetailList } from './details.tsx';

/** How a 企业信息变更 stands: what it changes, how far it has come, and what was done. */
export function ChangeProgress({ change }: { readonly change: CompanyChangeView }) {
  const { from, to, state, ground, progress, timeline } = change;
  const { meaning, next } = changeExplanations[state];
  const isMerger = from.creditCode !== to.creditCode;
  return (
    <section class="panel">
      <h2>
        {isMerger ? '企业合并' : '企业更名'} <span class="badge">{companyChangeStateNames[state]}</span>
      </h2>
      <p>{meaning}</p>
      <p>
        <b>下一步：</b>
        {next}
      </p>
      {progress !== null && (
        <p>
          <progress aria-label="变更进度" max={Math.max(1, progress.total)} value={progress.done} /> 已变更{' '}
          {progress.done} 项，共 {progress.total} 项
        </p>
      )}
      <DetailList
        items={[
          { label: '变更前', value: isMerger ? `${from.name}（${from.creditCode}）` : from.name },
          { label: '变更后', value: isMerger ? `${to.name}（${to.creditCode}）` : to.name },
          { label: '变更依据', value: ground, wide: true },
        ]}
      />
      <ol>
        {timeline.map(({ action, at, actor, reason }) => (
          <li key={`${action}${at}`}>
            {instantText(at)} {actor}：{changeActionNames[action]}
            {reason !== null && `（${reason}）`}
          </li>
        ))}
      </ol>
    </section>
  );
}
