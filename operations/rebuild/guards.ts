import { isSettled } from '../../domain/company-change.ts';
import { isFinal } from '../../domain/states.ts';
import {
  ApplicationEntity,
  type ApplicationHead,
  CompanyChangeEntity,
  GuardEntity,
  QualificationEntity,
  RegistrationEntity,
  table,
} from '../../functions/records/entities.ts';
import { conditionHeld } from '../../functions/records/condition.ts';
import { engagesEmployer, openGuardsOf } from '../../functions/records/open-guards.ts';
import { certificateGuard, qualificationIdOf } from '../../functions/records/qualifications.ts';
import { changeOf, companyGuard } from '../../functions/register/company-changes.ts';
import { professionCodes } from '../../domain/professions.ts';
import { type Derivation, type Difference, itemIn } from './derivation.ts';

type Guard = Parameters<typeof GuardEntity.create>[0];

/** Values that may be taken once, and by whom they are taken: of applications, the register, qualifications and changes of companies. */
export const guards: Derivation = {
  application: async (image) => {
    const head = itemIn(ApplicationEntity.parse({ Item: image }));
    return await lacking(guardsOfApplication(head), head);
  },
  registration: async (image) => {
    const { number, personId } = itemIn(RegistrationEntity.parse({ Item: image }));
    return await lacking([{ kind: 'registration-number', value: number, holder: personId }]);
  },
  qualification: async (image) => {
    const held = itemIn(QualificationEntity.parse({ Item: image }));
    return await lacking([{ ...certificateGuard(held), holder: held.personId }]);
  },
  companyChange: async (image) => {
    const change = changeOf(itemIn(CompanyChangeEntity.parse({ Item: image })));
    return isSettled(change.state) ? [] : await lacking([{ ...companyGuard(change), holder: change.id }]);
  },
  guard: async (image) => {
    const guard = itemIn(GuardEntity.parse({ Item: image }));
    if (await isRightful(guard)) return [];
    const mend = async () =>
      await conditionHeld(
        GuardEntity.delete(guard)
          .where(({ holder }, { eq }) => eq(holder, guard.holder))
          .go(),
      );
    return [{ kind: 'stray', about: aboutGuard(guard), mend }];
  },
};

function guardsOfApplication(head: ApplicationHead): Guard[] {
  const { applicationId: holder, number, submittedAt, employerCreditCode, state, initiator } = head;
  const open = isFinal(state) ? [] : openGuardsOf(head);
  const engages = submittedAt !== undefined && initiator === undefined && engagesEmployer(head);
  return [
    ...open.map((guard, place) => ({
      ...guard,
      holder,
      ...(engages && place === 0 && employerCreditCode !== undefined ? { employerCreditCode } : {}),
    })),
    ...(number === undefined ? [] : [{ kind: 'application-number', value: number, holder } as const]),
  ];
}

/** Takes a value for its holder, unless its guard is not any more what it was, or the application that asks for it has moved on. */
async function putGuard(guard: Guard, before: Guard | undefined, head: ApplicationHead | undefined): Promise<boolean> {
  const { canceled } = await table.transaction
    .write(({ guard: guards, application }) => [
      before === undefined
        ? guards.create(guard).commit()
        : guards
            .put(guard)
            .where(({ holder, employerCreditCode: employer }, { eq, notExists }) => {
              const { employerCreditCode } = before;
              const isSame = employerCreditCode === undefined ? notExists(employer) : eq(employer, employerCreditCode);
              return `${eq(holder, before.holder)} AND ${isSame}`;
            })
            .commit(),
      ...(head === undefined
        ? []
        : [
            application
              .check({ applicationId: head.applicationId })
              .where(({ version }, { eq }) => eq(version, head.version))
              .commit(),
          ]),
    ])
    .go();
  return !canceled;
}

/** What of the guards that are wanted is not as it should be; `head`: the application that asks for them. */
async function lacking(wanted: readonly Guard[], head?: ApplicationHead): Promise<Difference[]> {
  if (wanted.length === 0) return [];
  const { data } = await GuardEntity.get([...wanted]).go({ consistent: true });
  const found = await Promise.all(
    wanted.map(async (guard): Promise<Difference[]> => {
      const stored = data.find(({ kind, value }) => kind === guard.kind && value === guard.value);
      const about = aboutGuard(guard);
      const mend = async () => await putGuard(guard, stored, head);
      if (stored === undefined) return [{ kind: 'missing', about, mend }];
      if (stored.holder === guard.holder && stored.employerCreditCode === guard.employerCreditCode) return [];
      // Two that both have a right to it: nothing here says whose it is.
      if (stored.holder !== guard.holder && (await isRightful(stored))) {
        return [{ kind: 'contradictory', about: `${about}, held by ${stored.holder} too`, mend: null }];
      }
      return [{ kind: 'altered', about, mend }];
    }),
  );
  return found.flat();
}

/** Whether the holder of a guard is there and takes its value. */
const rightful = {
  'open-application': async (guard) => await isOfApplication(guard),
  'application-number': async (guard) => await isOfApplication(guard),
  // Not by the index, which is behind by a moment: the guard of a number that was just given would look like a stray.
  'registration-number': async ({ holder: personId, value: number }) =>
    (await RegistrationEntity.get({ personId, number }).go({ consistent: true })).data !== null,
  'certificate-number': async ({ holder: personId, value }) => {
    const profession = professionCodes.find((code) => value.startsWith(`${code}/`));
    if (profession === undefined) return false;
    const certificateNumber = value.slice(profession.length + 1);
    const qualificationId = qualificationIdOf({ profession, certificateNumber });
    const key = { personId, profession, qualificationId };
    return (await QualificationEntity.get(key).go({ consistent: true })).data !== null;
  },
  'company-change': async ({ holder: changeId, value }) => {
    const { data } = await CompanyChangeEntity.get({ changeId }).go({ consistent: true });
    return data !== null && !isSettled(data.state) && companyGuard(data).value === value;
  },
} as const satisfies Readonly<Record<Guard['kind'], (guard: Guard) => Promise<boolean>>>;

async function isRightful(guard: Guard): Promise<boolean> {
  return await rightful[guard.kind](guard);
}

async function isOfApplication({ kind, value, holder: applicationId }: Guard): Promise<boolean> {
  const { data } = await ApplicationEntity.get({ applicationId }).go({ consistent: true });
  return data !== null && guardsOfApplication(data).some((own) => own.kind === kind && own.value === value);
}

// The value of some is a person's key or a certificate: whoever reads the report needs the holder.
function aboutGuard({ kind, holder }: Guard): string {
  return `guard ${kind} of ${holder}`;
}
