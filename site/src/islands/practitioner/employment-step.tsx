import { contractKindRows, contractKinds, isContractKind, isWithoutEnd } from '../../../../domain/contract-kinds.ts';
import { useEffect, useState } from 'preact/hooks';
import { rowOf } from '../../../../domain/catalogue.ts';
import { labelOf } from '../../../../domain/application-fields.ts';
import type { KnownEmployer } from '../../../../domain/employer-names.ts';
import { isCreditCode } from '../../../../domain/identifiers.ts';
import { typedCreditCode } from '../../../../domain/typed.ts';
import {
  changeEmployment,
  type EmploymentField,
  type PageFacts,
  stepNameOf,
  withRegisteredEmployer,
} from '../../forms/draft-form.ts';
import { send } from '../../session/send.ts';
import { RadioGroup } from '../shared/choices.tsx';
import { TextField } from '../shared/field.tsx';
import { EmployerFinder } from './employer-finder.tsx';
import type { StepProps } from './qualification-step.tsx';

/** The employer, the contract and the employment, with the rules beside the fields as they are filled in. */
export function EmploymentStep({ application, draft, messages, facts }: StepProps & { readonly facts: PageFacts }) {
  const { form, change } = draft;
  const { employment } = form;
  const [known, setKnown] = useState<KnownEmployer | null>(null);
  const creditCode = typedCreditCode(employment.employerCreditCode);
  const registered = facts.registrations.find(({ number }) => number === form.amendment.registrationNumber);
  useEffect(() => {
    if (registered === undefined) return;
    const filled = withRegisteredEmployer(form, registered, facts.row);
    if (filled !== form) change(filled);
    // Once: who clears the field to write another employer must not find it filled in again.
  }, [registered?.number]);
  useEffect(() => {
    if (employment.employerName === '') void fillInName();
  }, [creditCode]);
  const isKnown = known?.creditCode === creditCode && known.name === employment.employerName;

  async function fillInName(): Promise<void> {
    if (!isCreditCode(creditCode)) return;
    const found = await send('practitioner', 'findEmployers', { query: { text: creditCode } }).catch(() => undefined);
    const [employer] = found?.items ?? [];
    // An employer that nobody here knows is typed by hand.
    if (employer !== undefined) choose(employer);
  }

  function choose(employer: KnownEmployer): void {
    setKnown(employer);
    const { name: employerName, creditCode: employerCreditCode } = employer;
    change({ ...form, employment: { ...employment, employerName, employerCreditCode } });
  }

  const field = (name: EmploymentField) => ({
    name: `employment.${name}`,
    label: labelOf(`employment.${name}`),
    value: employment[name],
    error: messages.get(`employment.${name}`),
    required: true,
    onChange: (value: string) => change(changeEmployment(form, name, value)),
  });
  const kind = isContractKind(employment.contractKind) ? employment.contractKind : null;
  const openEnded = isWithoutEnd(kind);
  const row = rowOf(application);
  const { contractMonths: months, release, days } = row;
  return (
    <div class="field-grid">
      {release && registered !== undefined && (
        <div class="rule wide">
          <p>原聘用企业：{registered.employerName}</p>
          <p>
            请在下方填写变更后的聘用企业。新聘用企业确认后，系统请原聘用企业在{days.release}
            个工作日内答复：同意解除聘用，或者说明理由提出异议；逾期未答复的，申请继续办理。变更后有效期不变。
          </p>
        </div>
      )}
      <EmployerFinder onChoose={choose} />
      <TextField
        {...field('employerCreditCode')}
        hint="聘用企业营业执照上的18位代码。"
        maxLength={18}
        clean={typedCreditCode}
      />
      <TextField
        {...field('employerName')}
        hint={isKnown ? '名称取自企业名录，企业确认时与其证照核对。' : '请按营业执照填写，企业确认时与其证照核对。'}
        disabled={isKnown}
        maxLength={100}
      />
      <TextField {...field('position')} maxLength={50} />
      <RadioGroup
        {...field('contractKind')}
        choices={contractKinds.map((kind) => ({ value: kind, label: contractKindRows[kind].name }))}
      />
      <p class="rule wide">合同期限应自申请注册日起{months}个月以上有效期；聘用时间需与劳动合同一致。</p>
      {kind !== null && !contractKindRows[kind].isLabor && (
        <p class="rule wide">已达到退休年龄的，请在“{stepNameOf('files', row)}”中上传聘用或劳务协议和退休证。</p>
      )}
      <TextField {...field('contractStart')} type="date" />
      {!openEnded && <TextField {...field('contractEnd')} type="date" />}
      <TextField {...field('employmentStart')} type="date" />
      {!openEnded && <TextField {...field('employmentEnd')} type="date" />}
    </div>
  );
}
