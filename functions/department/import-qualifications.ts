import { professions } from '../../domain/professions.ts';
import {
  CertificateClaimEntity,
  GuardEntity,
  QualificationEntity,
  type QualificationItem,
  table,
} from '../records/entities.ts';
import { certificateGuard, qualificationIdOf } from '../records/qualifications.ts';
import { putOnce } from '../records/put-once.ts';
import { messageIdAt } from '../records/message-id.ts';
import { busyRow, type Outcome, type PersonListKind, type RowWriting } from './import-list.ts';
import { type ListedQualification, readQualificationRow } from './qualification-row.ts';

const tries = 5;

/** The provincial list of qualifications. Importing the same rows again changes nothing. */
export const qualificationList: PersonListKind<ListedQualification> = {
  read: readQualificationRow,
  keyOf: qualificationIdOf,
  keyName: '资格证号',
  keep,
};

async function keep(row: ListedQualification, personId: string, now: Date, writing: RowWriting): Promise<Outcome> {
  const outcome = { kind: 'imported' } as const;
  const wanted: QualificationItem = {
    personId,
    qualificationId: qualificationIdOf(row),
    profession: row.profession,
    certificateNumber: row.certificateNumber,
    specialties: [...row.specialties],
    obtainedOn: row.obtainedOn,
    province: row.province,
    holderName: row.holderName,
  };
  const guard = certificateGuard(row);
  for (let count = 0; count < tries; count += 1) {
    const [{ data: taken }, { data: stored }] = await Promise.all([
      GuardEntity.get(guard).go({ consistent: true }),
      QualificationEntity.get(wanted).go({ consistent: true }),
    ]);
    if (taken !== null && taken.holder !== personId) {
      const { name } = professions[row.profession];
      const message = `${name}资格证号${row.certificateNumber}已登记在另一个证件号码名下，请核对。`;
      return { kind: 'rejected', line: row.line, message };
    }
    if (taken !== null && stored !== null && isSame(stored, wanted)) return { kind: 'unchanged' };
    if (writing.isDryRun) return outcome;
    const { canceled } = await table.transaction
      .write(({ guard: guards, qualification, jobElement }) => [
        guards
          .put({ ...guard, holder: personId })
          .where(({ holder }, { eq, notExists }) => `${notExists(holder)} OR ${eq(holder, personId)}`)
          .commit(),
        // A qualification whose entry was approved stays one that registrations can rest on.
        qualification
          .put({
            ...wanted,
            ...(stored?.source === undefined ? {} : { source: stored.source }),
            ...(stored?.elsewhere === undefined ? {} : { elsewhere: stored.elsewhere }),
          })
          .commit(),
        ...writing.note({ jobElement }, outcome),
      ])
      .go();
    if (!canceled) {
      await tellClaimants(row, personId, now);
      return outcome;
    }
  }
  return busyRow(row.line);
}

/** The list comes before what is only claimed: whoever else has the certificate in a pending entry is told, and not whose it is. */
async function tellClaimants(row: ListedQualification, personId: string, now: Date): Promise<void> {
  const { value: certificate } = certificateGuard(row);
  const { data } = await CertificateClaimEntity.query
    .certificate({ certificate })
    .go({ pages: 'all', consistent: true });
  const at = now.toISOString();
  const others = data.filter((claim) => claim.personId !== personId);
  await Promise.all(
    others.map(({ personId: inbox, applicationId }) =>
      putOnce({
        inbox,
        messageId: messageIdAt(at, `${applicationId}-listed`),
        at,
        title: '资格证号已登记',
        text: `您申请录入的${professions[row.profession].name}资格证号${row.certificateNumber}已由主管部门登记在他人名下，您的申请将不能获得批准。请核对资格证号；号码有误的，请撤回后重新申请。`,
        applicationId,
        read: false,
      }),
    ),
  );
}

function isSame(stored: QualificationItem, wanted: QualificationItem): boolean {
  return (
    stored.holderName === wanted.holderName &&
    stored.obtainedOn === wanted.obtainedOn &&
    stored.province === wanted.province &&
    stored.specialties.join('、') === wanted.specialties.join('、')
  );
}
