import { companyQualificationTypes } from '../../../../domain/application-parts.ts';
import type { QualificationRow } from '../../forms/company-form.ts';
import { Button } from '../shared/button.tsx';
import { Select, TextField } from '../shared/field.tsx';

const emptyRow: QualificationRow = { type: '', number: '' };
/** As many as the API takes. */
const mostRows = 30;

interface QualificationRowsProps {
  readonly rows: readonly QualificationRow[];
  readonly messages: ReadonlyMap<string, string>;
  readonly onChange: (rows: readonly QualificationRow[]) => void;
}

/** 资质清单: the construction qualifications of the company, from which a confirmation chooses. */
export function QualificationRows({ rows, messages, onChange }: QualificationRowsProps) {
  const changeRow = (at: number, part: Partial<QualificationRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset class="field" id="field-qualifications" tabIndex={-1}>
      <legend>资质清单</legend>
      <p class="hint">确认二级注册建筑师、二级注册结构工程师的申请时从中选择；暂无资质的可以不填。</p>
      {rows.map((row, index) => (
        <fieldset key={index} class="item">
          <legend>资质 {index + 1}</legend>
          <div class="field-grid">
            <Select
              name={`qualifications.${index}.type`}
              label="资质类型"
              required
              value={row.type}
              error={messages.get(`qualifications.${index}.type`)}
              options={companyQualificationTypes.map((type) => ({ value: type, label: type }))}
              onChange={(type) => changeRow(index, { type })}
            />
            <TextField
              name={`qualifications.${index}.number`}
              label="资质证号"
              required
              maxLength={40}
              value={row.number}
              error={messages.get(`qualifications.${index}.number`)}
              onChange={(number) => changeRow(index, { number })}
            />
          </div>
          <button type="button" class="link" onClick={() => onChange(rows.filter((_, at) => at !== index))}>
            删除资质 {index + 1}
          </button>
        </fieldset>
      ))}
      {messages.has('qualifications') && <p class="error">{messages.get('qualifications')}</p>}
      {rows.length < mostRows && (
        <p>
          <Button kind="plain" onClick={() => onChange([...rows, emptyRow])}>
            增加资质
          </Button>
        </p>
      )}
    </fieldset>
  );
}
