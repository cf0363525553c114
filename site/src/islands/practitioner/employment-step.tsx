import { useEffect } from 'preact/hooks';
import { contractKindNames, contractKinds } from '../../../../domain/application.ts';
import { rowOf } from '../../../../domain/application.ts';
import { employmentLabels } from '../../../../domain/field-labels.ts';
import { isCreditCode } from '../../../../domain/identifiers.ts';
import { changeEmployment, type EmploymentField } from '../../lib/draft-form.ts';
import { send } from '../../lib/send.ts';
import { RadioGroup } from '../shared/choices.tsx';
import { TextField } from '../shared/field.tsx';
import type { StepProps } from './qualification-step.tsx';

/** Step 3: the employer, the contract and the employment, with the rules beside the fields as they are filled in. */
export function EmploymentStep({ application, draft, messages }: StepProps) {
  const { form, change } = draft;
  const { employment } = form;
  const creditCode = employment.employerCreditCode.trim().toUpperCase();
  useEffect(() => {
    if (employment.employerName === '') void fillInName();
  }, [creditCode]);

  async function fillInName(): Promise<void> {
    if (!isCreditCode(creditCode)) return;
    const found = await send('practitioner', 'getEmployer', { params: { creditCode } }).catch(() => undefined);
    // An employer that has never signed in is not known here; its name is typed by hand then.
    if (found !== undefined) change(changeEmployment(form, 'employerName', found.name));
  }

  const field = (name: EmploymentField) => ({
    name: `employment.${name}`,
    label: employmentLabels[name],
    value: employment[name],
    error: messages.get(`employment.${name}`),
    required: true,
    onChange: (value: string) => change(changeEmployment(form, name, value)),
  });
  const openEnded = employment.contractKind === 'open-ended';
  const months = rowOf(application).contractMonths;
  return (
    <div class="field-grid">
      <TextField {...field('employerCreditCode')} hint="聘用企业营业执照上的18位代码。" maxLength={18} />
      <TextField {...field('employerName')} hint="已使用过本平台的企业，名称自动填入。" maxLength={100} />
      <TextField {...field('position')} maxLength={50} />
      <RadioGroup
        {...field('contractKind')}
        choices={contractKinds.map((kind) => ({ value: kind, label: contractKindNames[kind] }))}
      />
      <p class="rule wide">合同期限应自申请注册日起{months}个月以上有效期；聘用时间需与劳动合同一致。</p>
      <TextField {...field('contractStart')} type="date" />
      {!openEnded && <TextField {...field('contractEnd')} type="date" />}
      <TextField {...field('employmentStart')} type="date" />
      {!openEnded && <TextField {...field('employmentEnd')} type="date" />}
    </div>
  );
}
