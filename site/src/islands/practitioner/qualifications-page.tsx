import { professions } from '../../../../domain/catalogue.ts';
import { send } from '../../lib/send.ts';
import { Details } from '../shared/details.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { useLoad } from '../shared/use-load.ts';

/** 我的资格: the qualifications that registrations rest on. */
export function QualificationsPage() {
  return <Gate party="person">{() => <Qualifications />}</Gate>;
}

function Qualifications() {
  const loading = useLoad('qualifications', () => send('practitioner', 'listQualifications', {}));
  return (
    <LoadView loading={loading}>
      {({ items }) =>
        items.length === 0 ? (
          <div class="empty">
            <p>没有查到您的职业资格。</p>
            <p>
              省内取得的资格由省住房和城乡建设厅按资格名单统一导入。请核对登录姓名、证件号码与资格证书一致；新取得的资格，请待名单导入后再查看。
            </p>
          </div>
        ) : (
          <>
            {items.map((item) => (
              <Details
                key={item.id}
                title={professions[item.profession].name}
                items={[
                  { label: '资格证号', value: item.certificateNumber },
                  { label: '取得时间', value: item.obtainedOn },
                  { label: '取得地', value: item.province },
                  ...(item.specialties.length > 0
                    ? [{ label: '专业', value: item.specialties.join('、'), wide: true }]
                    : []),
                ]}
              >
                <div class="actions">
                  <a class="button button-plain" href="/practitioner/apply.html">
                    申报注册
                  </a>
                </div>
              </Details>
            ))}
          </>
        )
      }
    </LoadView>
  );
}
