import { maskIdentityNumber } from '../../../../domain/identifiers.ts';
import { labelOf } from '../../../../domain/application-fields.ts';
import { professions } from '../../../../domain/professions.ts';
import { typedIdentityNumber, typedRegistrationNumber } from '../../../../domain/typed.ts';
import { changeEmployment, type PageFacts } from '../../forms/draft-form.ts';
import { DetailList } from '../shared/details.tsx';
import { TextField } from '../shared/field.tsx';
import { ChosenRegistration, RegistrationStep } from './registration-step.tsx';
import type { StepProps } from './qualification-step.tsx';

/** 变更内容: which registration bears another name, or was made under another identity number. Nothing that the platform vouches for is typed. */
export function PersonalStep(props: StepProps & { readonly facts: PageFacts }) {
  const { draft, messages, facts } = props;
  const { form, change } = draft;
  const { amendment } = form;
  const { profile, row } = facts;
  const registrations = facts.registrations.filter(({ profession }) => profession === row.profession);
  const field = (name: 'registrationNumber' | 'formerIdNumber') => ({
    name,
    value: amendment[name],
    error: messages.get(name),
    onChange: (value: string) => change({ ...form, amendment: { ...amendment, [name]: value } }),
  });
  const employment = (name: 'employerCreditCode' | 'employerName') => ({
    name: `employment.${name}`,
    label: labelOf(`employment.${name}`),
    value: form.employment[name],
    error: messages.get(`employment.${name}`),
    required: true,
    onChange: (value: string) => change(changeEmployment(form, name, value)),
  });
  const isClaim = typedIdentityNumber(amendment.formerIdNumber) !== '';
  const chosen = registrations.find(({ number }) => number === typedRegistrationNumber(amendment.registrationNumber));
  // What was registered under the former number is nowhere in the caller's own list.
  const typesNumber = isClaim || registrations.length === 0;
  return (
    <>
      <p>变更后的姓名和证件号码以身份认证信息为准，无需填写：</p>
      <DetailList
        items={[
          { label: labelOf('profile.name'), value: profile?.name ?? null },
          { label: labelOf('profile.idNumber'), value: maskIdentityNumber(profile?.idNumber ?? '') },
        ]}
      />
      {/* First, so that what stands below it can follow what is typed. Keys keep the two inputs apart when the second one comes and goes. */}
      <TextField
        key="former"
        {...field('formerIdNumber')}
        label={labelOf('formerIdNumber')}
        hint="证件号码或证件种类有变更的，填写原证件的号码；没有变更的不填。护照号码前写3位国家代码，例如 USA。"
        maxLength={20}
        clean={typedIdentityNumber}
      />
      {typesNumber ? (
        <TextField
          key="number"
          {...field('registrationNumber')}
          label="原注册编号"
          required
          hint={`原注册证书上的注册编号，例如 ${professions[row.profession].series.sample}。`}
          maxLength={40}
          clean={typedRegistrationNumber}
        />
      ) : (
        <RegistrationStep key="choice" {...props} />
      )}
      {isClaim && (
        <div key="employer" class="field-grid">
          <p class="rule wide">
            原证件号码名下的注册由主管部门在审核时核对，提交前不显示任何注册信息。请对照原注册证书填写注册编号和聘用企业，申请由该企业确认。
          </p>
          <TextField {...employment('employerCreditCode')} hint="聘用企业营业执照上的18位代码。" maxLength={18} />
          <TextField {...employment('employerName')} maxLength={100} />
        </div>
      )}
      {typesNumber && chosen !== undefined && <ChosenRegistration key="chosen" chosen={chosen} facts={facts} />}
    </>
  );
}
