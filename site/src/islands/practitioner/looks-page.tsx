import { lookKinds } from '../../../../domain/looks.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';

/** 查阅记录: who of the department's staff looked at what of the person, the latest first. */
export function LooksPage() {
  return (
    <Gate party="person">
      {() => (
        <>
          <p class="soft">
            住房城乡建设主管部门的工作人员每次查看您的申请、材料和注册信息，都会记录在这里，任何人不能修改或者删除。
          </p>
          <PagedList
            name="looks"
            load={(query) => send('practitioner', 'listLooks', { query })}
            empty={<p>还没有工作人员查看过您的信息。</p>}
          >
            {(items) => (
              <ul class="list">
                {items.map(({ at, kind, subject, staffName }) => (
                  <li key={`${at}${kind}${subject}`} class="row">
                    <div>
                      <p class="row-title">
                        {staffName} · {lookKinds[kind]}
                      </p>
                      <p class="soft">
                        <span class="number">{subject}</span> · <span class="number">{instantText(at)}</span>
                      </p>
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </PagedList>
        </>
      )}
    </Gate>
  );
}
