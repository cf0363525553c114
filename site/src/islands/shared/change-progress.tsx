import type { CompanyChangeView } from '../../../../api/company-change.ts';
import { companyChangeStateNames } from '../../../../domain/company-change.ts';
import { changeActionNames, changeBadges, changeExplanations } from '../../words/company-change.ts';
import { DetailList } from './details.tsx';
import { Timeline } from './timeline.tsx';

/** How a 企业信息变更 stands: what it changes, and how far it has come. */
export function ChangeProgress({ change }: { readonly change: CompanyChangeView }) {
  const { from, to, state, ground, progress } = change;
  const { meaning, next } = changeExplanations[state];
  const isMerger = from.creditCode !== to.creditCode;
  return (
    <section class="panel">
      <h2>
        {isMerger ? '企业合并' : '企业更名'} <ChangeBadge state={state} />
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
    </section>
  );
}

/** What was done to a 企业信息变更. */
export function ChangeTimeline({ change }: { readonly change: CompanyChangeView }) {
  return (
    <Timeline
      entries={change.timeline.map((act) => ({
        ...act,
        id: `${act.action}${act.at}`,
        title: changeActionNames[act.action],
        changes: [],
      }))}
    />
  );
}

/** The name of a state in its tone. */
export function ChangeBadge({ state }: Pick<CompanyChangeView, 'state'>) {
  return <span class={changeBadges[state]}>{companyChangeStateNames[state]}</span>;
}
