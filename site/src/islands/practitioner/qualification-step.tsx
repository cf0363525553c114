import { useEffect } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import type { QualificationView } from '../../../../api/people.ts';
import { rowOf } from '../../../../domain/application.ts';
import { professions } from '../../../../domain/catalogue.ts';
import { chooseQualification } from '../../lib/draft-form.ts';
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

/** Step 1: the qualification that the registration rests on, and the specialties of it. */
export function QualificationStep(props: StepProps & { readonly qualifications: readonly QualificationView[] }) {
  const { application, draft, messages, qualifications } = props;
  const { form, change } = draft;
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
  return (
    <>
      <RadioGroup
        name="qualificationId"
        label="职业资格"
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
      {professions[application.profession].specialties.length > 0 && chosen !== undefined && (
        <CheckGroup
          name="specialties"
          label="申请注册专业"
          hint="只能选择资格证书上的专业，可以多选。"
          required
          values={form.specialties}
          error={messages.get('specialties')}
          choices={chosen.specialties.map((specialty) => ({ value: specialty, label: specialty }))}
          onChange={(specialties) => change({ ...form, specialties })}
        />
      )}
    </>
  );
}
