import type { ApplicationView } from '../../api/application.ts';
import { type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { caseFindings, type Finding, manyConfirmations } from '../../domain/case-findings.ts';
import { isFinal } from '../../domain/states.ts';
import type { Case } from '../cases/case.ts';
import { confirmationMark, submittedMarks } from '../cases/marks.ts';
import { ApplicationEntity, MarkEntity } from '../records/entities.ts';
import { barOf, entryOf } from '../records/register-items.ts';
import { readKnownEmployer } from '../register/known-employers.ts';
import type { PersonFile } from '../register/person-file.ts';
import { maskedName, namedOthers, sharersRead } from './checks.ts';

/** Every check of an open case as one list, with what the lists say (`checks`) in its place; none of a closed one. */
export async function findingsOf(
  found: Case,
  person: PersonFile,
  checks: ApplicationView['checks'],
  today: CalendarDate,
): Promise<Finding[]> {
  const { item, application } = found;
  if (isFinal(item.state)) return [];
  const { employerCreditCode } = application;
  const [items, known, photo, mobile, certificate, confirmations, refused] = await Promise.all([
    person.items(),
    employerCreditCode === null ? undefined : readKnownEmployer(employerCreditCode),
    othersWith(found, 'photo'),
    othersWith(found, 'mobile'),
    othersWith(found, 'certificate'),
    confirmedThatDay(found),
    refusedBefore(found),
  ]);
  const employer = known === undefined ? null : { name: known.name, successor: known.successor?.name ?? null };
  const findings = caseFindings({
    ...{ application, today, employer, confirmations, refused, others: { photo, mobile, certificate } },
    entries: items.registration.map(entryOf),
    bars: items.bar.map(barOf),
  });
  return [...findings, ...checks.map(listFinding)];
}

function listFinding({ code, title, tone, facts }: ApplicationView['checks'][number]): Finding {
  const reason = facts.map(({ label, value }) => `${label}：${value}`).join('；');
  return { code, title, tone, reason, source: listSources[code] };
}

const listSources = {
  'former-identity': '注册名册',
  certificate: '资格名单与录入申请',
  'social-insurance': '社会保险缴费名单',
  'continuing-education': '继续教育学时名单',
} as const satisfies Record<ApplicationView['checks'][number]['code'], string>;

/** The other persons' applications that carry the same, in words: one bounded query and the first that it names. */
async function othersWith(
  { application, files, item }: Case,
  kind: 'photo' | 'mobile' | 'certificate',
): Promise<string[]> {
  const mark = submittedMarks(application, files).find((each) => each.kind === kind);
  if (mark === undefined) return [];
  const { data } = await MarkEntity.query.mark(mark).go(sharersRead);
  return await namedOthers(
    data,
    ({ personId }) => personId !== item.personId,
    (other) => `${other.number ?? ''} ${maskedName(other)}`,
  );
}

async function confirmedThatDay({ application: { employerCreditCode }, events }: Case): Promise<number | null> {
  const confirmed = events.findLast(({ action }) => action === 'confirm');
  if (confirmed === undefined || employerCreditCode === null) return null;
  const { data } = await MarkEntity.query
    .mark(confirmationMark(employerCreditCode, confirmed.at))
    .go({ limit: manyConfirmations });
  return data.length;
}

async function refusedBefore({ item: { personId, profession, applicationId } }: Case) {
  const { data } = await ApplicationEntity.query.byPerson({ personId }).go({ order: 'desc', limit: 20, hydrate: true });
  return data
    .filter((other) => other.state === 'rejected' && other.profession === profession)
    .filter((other) => other.applicationId !== applicationId)
    .map(({ number = '', updatedAt }) => ({ number, on: shanghaiDate(new Date(updatedAt)) }));
}
