import { professions } from '../../../../domain/professions.ts';
import { labelOf, sectionNames } from '../../../../domain/application-fields.ts';
import { otherProvinces, type PriorRegistration } from '../../../../domain/entry-draft.ts';
import { typedNumber } from '../../../../domain/typed.ts';
import { type EntryField, typedYear } from '../../forms/entry-form.ts';
import { send } from '../../session/send.ts';
import { RadioGroup } from '../shared/choices.tsx';
import { Details } from '../shared/details.tsx';
import { Select, TextField } from '../shared/field.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { useLoad } from '../shared/use-load.ts';
import { profileAddress } from './form-problems.tsx';
import type { StepProps } from './qualification-step.tsx';

const provinceOptions = otherProvinces.map((name) => ({ value: name, label: name }));

/** 省外资格信息: what the profile brings along, the qualification, and the original registration when there was one (manual 一（二）1（2）). */
export function EntryStep({ application, draft, messages }: StepProps) {
  const { form, change } = draft;
  const { entry } = form;
  const field = (name: EntryField) => ({
    name: `entry.${name}`,
    label: labelOf(`entry.${name}`),
    value: entry[name],
    error: messages.get(`entry.${name}`),
    required: true,
    onChange: (value: string) => change({ ...form, entry: { ...entry, [name]: value } }),
  });
  return (
    <>
      <BasicInformation application={application} />
      <div class="field-grid">
        <p class="wide">
          资格名称：<strong>{professions[application.profession].name}</strong>
        </p>
        <Select {...field('examinationProvince')} hint="参加资格考试的省份。" options={provinceOptions} />
        <TextField
          {...field('certificateNumber')}
          hint="与资格证书上的编号完全一致。"
          maxLength={30}
          clean={typedNumber}
        />
        <TextField {...field('passedYear')} hint="四位数的年份，例如 2019。" clean={typedYear} />
        <TextField {...field('issuedOn')} type="date" />
        <TextField {...field('issuer')} hint="资格证书上盖章的机关。" maxLength={60} />
        <RadioGroup
          {...field('registeredBefore')}
          hint="请如实填写。选择“是”的，须将原注册信息填写准确。"
          choices={[
            { value: 'yes', label: '是' },
            { value: 'no', label: '否' },
          ]}
        />
      </div>
      {entry.registeredBefore === 'yes' && <PriorFields draft={draft} messages={messages} />}
    </>
  );
}

function PriorFields({ draft, messages }: Pick<StepProps, 'draft' | 'messages'>) {
  const { form, change } = draft;
  const { prior } = form.entry;
  const field = (name: keyof PriorRegistration) => ({
    name: `entry.priorRegistration.${name}`,
    label: labelOf(`entry.priorRegistration.${name}`),
    value: prior[name],
    error: messages.get(`entry.priorRegistration.${name}`),
    required: true,
    onChange: (value: string) => change({ ...form, entry: { ...form.entry, prior: { ...prior, [name]: value } } }),
  });
  return (
    <section class="further-fields" aria-labelledby="prior-title">
      <h3 id="prior-title">{sectionNames['prior-registration']}</h3>
      <div class="field-grid">
        <TextField {...field('number')} maxLength={30} clean={typedNumber} />
        <Select {...field('province')} options={provinceOptions} />
        <TextField {...field('employerName')} maxLength={100} />
        <TextField {...field('validFrom')} type="date" />
        <TextField {...field('validUntil')} type="date" />
      </div>
    </section>
  );
}

/** “基本信息”为系统自动带出，无需个人重复填写 (manual 一（二）1（2）①). Its line stands there before the rest is fetched, so that nothing jumps. */
function BasicInformation({ application }: Pick<StepProps, 'application'>) {
  const loading = useLoad('profile', () => send('practitioner', 'getProfile', {}));
  return (
    <details class="brought-along">
      <summary>基本信息（自动带出，无需填写）：{application.applicantName}</summary>
      <LoadView loading={loading} rows={3}>
        {(profile) => (
          <Details
            title={sectionNames.person}
            items={[
              { label: labelOf('profile.name'), value: profile.name },
              { label: '性别', value: profile.sex },
              { label: '出生日期', value: profile.birthDate },
              { label: profile.idType, value: profile.idNumber },
              { label: labelOf('profile.mobile'), value: profile.mobile },
              { label: labelOf('profile.ethnicity'), value: profile.ethnicity },
              { label: labelOf('profile.education'), value: profile.education },
              { label: labelOf('profile.school'), value: profile.school },
              { label: labelOf('profile.major'), value: profile.major },
              { label: labelOf('profile.graduatedOn'), value: profile.graduatedOn },
              { label: labelOf('profile.address'), value: profile.address, wide: true },
            ]}
          >
            <p>
              <a href={profileAddress(`/practitioner/application.html?id=${application.id}`)}>信息有变化，去更新</a>
            </p>
          </Details>
        )}
      </LoadView>
    </details>
  );
}
