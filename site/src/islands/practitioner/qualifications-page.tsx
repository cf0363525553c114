import { chineseDate } from '../../../../domain/calendar-dates.ts';
import type { QualificationView } from '../../../../api/people.ts';
import { professions } from '../../../../domain/professions.ts';
import { send } from '../../session/send.ts';
import { Details } from '../shared/details.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { useLoad } from '../shared/use-load.ts';
import { ApplicationRow } from './applications-page.tsx';

/** 我的资格: the qualifications that registrations rest on, and those of other provinces that are being entered. */
export function QualificationsPage() {
  return <Gate party="person">{() => <Qualifications />}</Gate>;
}

function Qualifications() {
  const loading = useLoad('qualifications', () => send('practitioner', 'listQualifications', {}));
  return (
    <LoadView loading={loading}>
      {({ items, entries }) => (
        <>
          {items.length === 0 ? <NoQualification /> : items.map((item) => <Held key={item.id} item={item} />)}
          <section class="group" aria-labelledby="entry-title">
            <h2 id="entry-title">省外资格信息录入</h2>
            {entries.length > 0 && (
              <ul class="list">
                {entries.map((entry) => (
                  <ApplicationRow key={entry.id} item={entry} />
                ))}
              </ul>
            )}
            <div class="panel">
              <p>
                在省外获得的二级注册建筑师、二级注册结构工程师职业资格，如需在本省注册，请先录入；审批通过后列入“我的资格”，再申请各类注册事项。
              </p>
              <div class="actions">
                <a
                  class={entries.length > 0 ? 'button button-plain' : 'button'}
                  href="/practitioner/out-of-province-entry.html"
                >
                  省外资格信息录入
                </a>
              </div>
            </div>
          </section>
        </>
      )}
    </LoadView>
  );
}

function NoQualification() {
  return (
    <div class="empty">
      <p>没有查到您的职业资格。</p>
      <p>
        省内取得的资格由省住房和城乡建设厅按资格名单统一导入。请核对登录姓名、证件号码与资格证书一致；新取得的资格，请待名单导入后再查看。
      </p>
    </div>
  );
}

function Held({ item }: { readonly item: QualificationView }) {
  return (
    <Details
      title={professions[item.profession].name}
      items={[
        { label: '资格证号', value: item.certificateNumber },
        { label: '取得时间', value: item.obtainedOn },
        { label: '取得地', value: item.province },
        { label: '来源', value: item.source === 'out-of-province' ? '省外资格信息录入' : '资格名单导入' },
        ...(item.elsewhere === null
          ? []
          : [
              {
                label: '省外注册',
                value: `${item.elsewhere.province}，有效期至${chineseDate(item.elsewhere.validUntil)}`,
                wide: true,
              },
            ]),
        ...(item.specialties.length > 0 ? [{ label: '专业', value: item.specialties.join('、'), wide: true }] : []),
      ]}
    >
      <div class="actions">
        <a class="button button-plain" href="/practitioner/apply.html">
          申报注册
        </a>
      </div>
    </Details>
  );
}
