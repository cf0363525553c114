import type { EducationView } from '../../../../api/people.ts';
import { hourKindNames } from '../../../../domain/education-hours.ts';
import { professions } from '../../../../domain/professions.ts';
import { send } from '../../session/send.ts';
import {
  type EducationNeedView,
  furtherHours,
  hourRows,
  needGap,
  needPeriod,
  needTitle,
} from '../../words/education.ts';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { Notice } from '../shared/notice.tsx';
import { useLoad } from '../shared/use-load.ts';

/** 继续教育: for what hours are needed next, how many there are, and the courses behind them. */
export function EducationPage() {
  return <Gate party="person">{() => <Education />}</Gate>;
}

function Education() {
  const loading = useLoad('education', () => send('practitioner', 'getEducation', {}));
  return (
    <LoadView loading={loading}>
      {({ needs, records }) => (
        <>
          {needs.length === 0 ? (
            <p class="panel">您目前没有需要继续教育学时的注册事项。</p>
          ) : (
            needs.map((need) => <Need key={`${need.profession}${need.registrationNumber ?? ''}`} need={need} />)
          )}
          <Records records={records} />
        </>
      )}
    </LoadView>
  );
}

function Need({ need }: { readonly need: EducationNeedView }) {
  const gap = needGap(need);
  const further = furtherHours(need);
  return (
    <section class="panel">
      <h2>{needTitle(need)}</h2>
      <ul class="hours">
        {hourRows(need).map(({ kind, name, has, needs }) => (
          <li key={kind}>
            <span>{name}</span>
            <progress max={needs} value={Math.min(has, needs)} aria-label={name} />
            <b>
              {has} / {needs} 学时
            </b>
          </li>
        ))}
      </ul>
      <Notice tone={gap === null ? 'good' : 'warn'} title={gap ?? '学时符合要求。'} />
      <p class="soft">{needPeriod(need)}</p>
      {further !== null && <p class="soft">{further}</p>}
    </section>
  );
}

function Records({ records }: Pick<EducationView, 'records'>) {
  return (
    <section class="panel" aria-labelledby="records-title">
      <h2 id="records-title">已登记的学时</h2>
      {records.length === 0 ? (
        <p>名单中还没有您的继续教育记录。</p>
      ) : (
        <ul class="course-list">
          {records.map(({ profession, number, kind, hours, completedOn, provider }) => (
            <li key={`${profession}${number}${kind}`}>
              <b>
                {hourKindNames[kind]} {hours} 学时
              </b>
              <span>
                {completedOn} 完成，{professions[profession].name}
              </span>
              <small>
                {provider}，记录编号 {number}
              </small>
            </li>
          ))}
        </ul>
      )}
      <p class="soft">学时由培训机构上报、登记人员按名单导入。已经学完但这里没有的，请与培训机构核对是否上报。</p>
    </section>
  );
}
