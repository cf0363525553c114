import type { ApplicationView } from '../../../../api/application.ts';
import { DetailList } from '../shared/details.tsx';
import { Notice } from '../shared/notice.tsx';

/** What the applicant claims beside what the register and the lists have, for the officer to compare: what was found, and with what. */
export function ClaimChecks({ checks }: Pick<ApplicationView, 'checks'>) {
  return (
    <>
      {checks.map(({ code, title, tone, facts }) => (
        <Notice key={code} tone={tone} title={title}>
          {facts.length > 0 && <DetailList items={facts} />}
        </Notice>
      ))}
    </>
  );
}
