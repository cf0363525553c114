import { useEffect } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import type { QualificationView } from '../../../../api/people.ts';
import { labelOf } from '../../../../domain/application-fields.ts';
import { rowOf } from '../../../../domain/catalogue.ts';
import {
  offeredSpecialties,
  professions,
  registeredElsewhereText,
  registersEachSpecialty,
  sharesRegistration,
} from '../../../../domain/professions.ts';
import { validSpecialties } from '../../../../domain/registration-terms.ts';
import { chooseQualification, type PageFacts, servingQualifications } from '../../forms/draft-form.ts';
import { CheckGroup, RadioGroup } from '../shared/choices.tsx';
import { Notice } from '../shared/notice.tsx';
import type { Draft } from './use-draft.ts';

/** What every step is given. */
export interface StepProps {
  readonly application: ApplicationView;
  readonly draft: Draft;
  /** Messages by field name. */
  readonly messages: ReadonlyMap<string, string>;
}

interface QualificationStepProps extends StepProps {
  readonly facts: PageFacts;
  readonly held: readonly QualificationView[];
}

/** The qualification that the registration rests on, and the specialties of it that are to be registered. */
export function QualificationStep({ application, draft, messages, facts, held }: QualificationStepProps) {
  const { form, change } = draft;
  const qualifications = servingQualifications(held, form, facts);
  const only = qualifications.length === 1 ? qualifications[0] : undefined;
  useEffect(() => {
    // With one to choose there is nothing to ask.
    if (only !== undefined && form.qualificationId === '') change(chooseQualification(form, only));
  }, [only]);
  const name = professions[application.profession].name;
  const { qualificationProvinces: provinces, acceptsEntries } = rowOf(application);
  if (qualifications.length === 0) {
    return (
      <Notice tone="warn" title={`“我的资格”中没有在${provinces.join('或')}取得的${name}资格。`}>
        <p>资格由省住房和城乡建设厅统一导入。请核对姓名和证件号码与资格证书一致，新取得的资格请待名单导入后再申请。</p>
        {acceptsEntries && (
          <p>
            在省外取得资格的，请先删除本草稿，再办理
            <a href="/practitioner/out-of-province-entry.html">省外资格信息录入</a>，审批通过后再申请注册。
          </p>
        )}
        <p>
          <a href="/practitioner/qualifications.html">查看我的资格</a>
        </p>
      </Notice>
    );
  }
  const chosen = qualifications.find(({ id }) => id === form.qualificationId);
  // Nothing is registered yet where the matter is about no registration; where each specialty is one, others may be.
  const each = registersEachSpecialty(application.profession);
  const own = facts.registrations.filter(({ number, profession }) =>
    each ? profession === application.profession : number === form.amendment.registrationNumber,
  );
  const registered = own.flatMap((each) => validSpecialties(each, facts.today));
  const certified = chosen?.specialties ?? [];
  const offered = offeredSpecialties(application.profession);
  const specialties = certified.filter((one) => offered.includes(one) && !registered.includes(one));
  const elsewhere = registeredElsewhereText(application.profession, certified);
  return (
    <>
      <RadioGroup
        name="qualificationId"
        label={labelOf('qualificationId')}
        required
        value={form.qualificationId}
        error={messages.get('qualificationId')}
        choices={qualifications.map((item) => ({
          value: item.id,
          label: `${professions[item.profession].name}（${item.certificateNumber}）`,
          note: `${item.province}，${item.obtainedOn} 取得`,
        }))}
        onChange={(id) => {
          const qualification = qualifications.find((item) => item.id === id);
          if (qualification !== undefined) change(chooseQualification(form, qualification));
        }}
      />
      {chosen !== undefined && registered.length > 0 && <p>已注册的专业：{registered.join('、')}</p>}
      {certified.length > 0 && specialties.length === 0 && (
        <Notice tone="warn" title={`资格证书上没有可以${registered.length > 0 ? '增加' : '在本平台注册'}的专业。`} />
      )}
      {elsewhere !== '' && <p>以下专业向括号内的部门申请注册：{elsewhere}。</p>}
      {each && specialties.length > 0 && (
        <RadioGroup
          name="specialties"
          label={labelOf('specialties')}
          hint="每个专业单独注册，各有注册编号和有效期，一次申请一个。"
          required
          value={form.specialties[0] ?? ''}
          error={messages.get('specialties')}
          choices={specialties.map((specialty) => ({ value: specialty, label: specialty }))}
          onChange={(specialty) => change({ ...form, specialties: [specialty] })}
        />
      )}
      {sharesRegistration(application.profession) && specialties.length > 0 && (
        <CheckGroup
          name="specialties"
          label={registered.length > 0 ? '申请增加的专业' : labelOf('specialties')}
          hint={`只能选择资格证书上${registered.length > 0 ? '尚未注册' : ''}的专业，可以多选。`}
          required
          values={form.specialties}
          error={messages.get('specialties')}
          choices={specialties.map((specialty) => ({ value: specialty, label: specialty }))}
          onChange={(specialties) => change({ ...form, specialties })}
        />
      )}
    </>
  );
}
