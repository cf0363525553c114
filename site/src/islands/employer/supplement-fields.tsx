import type { CompanyView } from '../../../../api/people.ts';
import type { SupplementKind } from '../../../../domain/professions.ts';
import {
  noQualification,
  qualificationNumbers,
  qualificationTypes,
  type SupplementForm,
} from '../../forms/supplement.ts';
import { RadioGroup } from '../shared/choices.tsx';
import { Select } from '../shared/field.tsx';

interface SupplementFieldsProps {
  readonly kind: SupplementKind;
  readonly own: CompanyView['qualifications'];
  readonly form: SupplementForm;
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: (form: SupplementForm) => void;
}

/** What the matter asks of the employer (manual 二（二）2): its qualification, or whether it is a cost consultancy. */
export function SupplementFields({ kind, own, form, problems, onChange }: SupplementFieldsProps) {
  switch (kind) {
    case 'none':
      return null;
    case 'cost-consultancy':
      return (
        <RadioGroup
          name="isCostConsultancy"
          label="是否为造价咨询企业"
          required
          value={form.isCostConsultancy}
          error={problems.get('isCostConsultancy')}
          choices={[
            { value: 'yes', label: '是' },
            { value: 'no', label: '否' },
          ]}
          onChange={(isCostConsultancy) => onChange({ ...form, isCostConsultancy })}
        />
      );
    case 'company-qualification':
      return <QualificationFields own={own} form={form} problems={problems} onChange={onChange} />;
  }
}

function QualificationFields({ own, form, problems, onChange }: Omit<SupplementFieldsProps, 'kind'>) {
  const none = form.qualificationType === noQualification;
  const types = qualificationTypes(own).map((type) => ({ value: type, label: type }));
  const numbers = qualificationNumbers(own, form.qualificationType);
  return (
    <div class="field-grid">
      <Select
        name="qualificationType"
        label="资质类型"
        hint="选自“企业信息”中的资质清单。如暂无资质，可以先选择“无”，待取得资质后再补正。"
        required
        value={form.qualificationType}
        error={problems.get('qualificationType')}
        options={[...types, { value: noQualification, label: '无' }]}
        onChange={(qualificationType) => {
          const only = qualificationNumbers(own, qualificationType);
          onChange({ ...form, qualificationType, qualificationNumber: only.length === 1 ? (only[0] ?? '') : '' });
        }}
      />
      {!none && (
        <Select
          name="qualificationNumber"
          label="资质证号"
          hint="先选择资质类型，再选择该类型下的证号。"
          required
          disabled={numbers.length === 0}
          value={form.qualificationNumber}
          error={problems.get('qualificationNumber')}
          options={numbers.map((number) => ({ value: number, label: number }))}
          onChange={(qualificationNumber) => onChange({ ...form, qualificationNumber })}
        />
      )}
    </div>
  );
}
