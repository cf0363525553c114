import { labelOf } from '../../../../domain/application-fields.ts';
import type { HeldRegistration } from '../../../../domain/registration.ts';
import { effectOf } from '../../../../domain/catalogue.ts';
import { termStatus, isValidOn } from '../../../../domain/registration-terms.ts';
import { professions } from '../../../../domain/professions.ts';
import { chineseDate } from '../../../../domain/calendar-dates.ts';
import { registrationFields } from '../../../../domain/documents/amendment.ts';
import { chooseRegistration, draftOfForm, type PageFacts } from '../../forms/draft-form.ts';
import { lateWarning } from '../../../../domain/renewal-time.ts';
import { CheckGroup, RadioGroup } from '../shared/choices.tsx';
import { DetailList } from '../shared/details.tsx';
import { Notice } from '../shared/notice.tsx';
import type { StepProps } from './qualification-step.tsx';

/** The first step of a matter about a registration: which one, what it says, and what moves with it. */
export function RegistrationStep({ draft, messages, facts }: StepProps & { readonly facts: PageFacts }) {
  const { row, registrations } = facts;
  const name = professions[row.profession].name;
  const { form, change } = draft;
  const own = registrations.filter(({ profession }) => profession === row.profession);
  const chosen = own.find(({ number }) => number === form.amendment.registrationNumber);
  if (own.length === 0) {
    return (
      <Notice tone="warn" title={`“我的证照”中没有${name}注册。`}>
        <p>
          没有注册的，请先<a href="/practitioner/apply.html">申请注册</a>；证件号码已变更的，请先办理
          <a href={`/practitioner/apply.html?profession=${row.profession}&matter=change-personal`}>
            变更注册（个人信息）
          </a>
          。
        </p>
      </Notice>
    );
  }
  return (
    <>
      <RadioGroup
        name="registrationNumber"
        label="要办理的注册"
        required
        value={form.amendment.registrationNumber}
        error={messages.get('registrationNumber')}
        choices={own.map(({ number, validUntil, zone, cancelledOn }) => ({
          value: number,
          label: name,
          note: `注册编号${number}，${zone === null ? '' : `${zone}，`}${cancelledOn === null ? `有效期至${chineseDate(validUntil)}` : '已注销'}`,
        }))}
        onChange={(number) => {
          const registration = own.find((each) => each.number === number);
          if (registration !== undefined) change(chooseRegistration(form, registration, row, facts.today));
        }}
      />
      {chosen !== undefined && row.choosesSpecialties && (
        <CheckGroup
          name="specialties"
          label={`${effectOf(row).verb}的专业`}
          hint="各专业的有效期分别计算，可以多选。"
          required
          values={form.specialties}
          error={messages.get('specialties')}
          choices={chosen.terms.flatMap((term) =>
            term.specialty === null || termStatus(term, facts.today, chosen.protection) !== 'valid'
              ? []
              : { value: term.specialty, label: term.specialty, note: `有效期至${chineseDate(term.validUntil)}` },
          )}
          onChange={(specialties) => change({ ...form, specialties })}
        />
      )}
      <LateNotice draft={draft} facts={facts} />
      {chosen !== undefined && <ChosenRegistration chosen={chosen} facts={facts} />}
    </>
  );
}

/** That a renewal is late, and what that means, as long as it can be thought over. */
function LateNotice({ draft: { form }, facts }: Pick<StepProps, 'draft'> & { readonly facts: PageFacts }) {
  const warning = lateWarning({ ...facts, draft: draftOfForm(form) });
  return warning === null ? null : <Notice tone="warn" title={warning} />;
}

/** What the register says of the chosen registration, and which others a change moves with it. */
export function ChosenRegistration({
  chosen,
  facts,
}: {
  readonly chosen: HeldRegistration;
  readonly facts: PageFacts;
}) {
  const { row, today, registrations } = facts;
  const others = registrations.filter((each) => each.number !== chosen.number && isValidOn(each, today));
  return (
    <>
      <DetailList
        items={[{ label: labelOf('profile.name'), value: chosen.holderName }, ...registrationFields(chosen)]}
      />
      {row.lock === 'person' && others.length > 0 && (
        <Notice title="您的全部有效注册将一并变更，不需要逐项申请：">
          <ul>
            {others.map(({ number, profession }) => (
              <li key={number}>
                {professions[profession].name}（{number}）
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
