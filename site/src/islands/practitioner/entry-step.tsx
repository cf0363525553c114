import { professions } from '../../../../domain/professions.ts';
import {
  entryLabels,
  otherProvinces,
  type PriorRegistration,
  priorRegistrationLabels,
} from '../../../../domain/entry-draft.ts';
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
    label: entryLabels[name],
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
    label: priorRegistrationLabels[name],
    value: prior[name],
    error: messages.get(`entry.priorRegistration.${name}`),
    required: true,
    onChange: (value: string) => change({ ...form, entry: { ...form.entry, prior: { ...prior, [name]: value } } }),
  });
  return (
    <section class="further-fields" aria-labelledby="prior-title">
      <h3 id="prior-title">原注册信息</h3>
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
            title="基本信息"
            items={[
              { label: '姓名', value: profile.name },
              { label: '性别', value: profile.sex },
              { label: '出生日期', value: profile.birthDate },
              { label: profile.idType, value: profile.idNumber },
              { label: '手机号码', value: profile.mobile },
              { label: '民族', value: profile.ethnicity },
              { label: '最高学历', value: profile.education },
              { label: '毕业院校', value: profile.school },
              { label: '所学专业', value: profile.major },
              { label: '毕业时间', value: profile.graduatedOn },
              { label: '通讯地址', value: profile.address, wide: true },
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
