import type { CorrectionSubject } from '../../../../domain/correction-notice.ts';
import { mostProblemCharacters, type NoticeItem, otherSubject } from '../../forms/correction-notice.ts';
import { Select, TextArea, TextField } from '../shared/field.tsx';

interface NoticeItemFieldsProps {
  readonly index: number;
  readonly item: NoticeItem;
  /** What the addressee can mend; none while it is not chosen. */
  readonly subjects: readonly CorrectionSubject[];
  readonly messages: ReadonlyMap<string, string>;
  readonly onChange: (item: NoticeItem) => void;
  /** Absent for the only item. */
  readonly onRemove: (() => void) | undefined;
}

/** One thing to mend: which material or field, and what is wrong with it. */
export function NoticeItemFields({ index, item, subjects, messages, onChange, onRemove }: NoticeItemFieldsProps) {
  return (
    <fieldset class="item">
      <legend>补正内容 {index + 1}</legend>
      <Select
        name={`items.${index}.field`}
        label="材料或项目"
        value={item.field}
        required
        disabled={subjects.length === 0}
        placeholder={subjects.length === 0 ? '请先选择补正对象' : '请选择'}
        options={[
          ...subjects.map(({ field, label }) => ({ value: field, label })),
          { value: otherSubject, label: '其他' },
        ]}
        error={messages.get(`items.${index}.field`)}
        onChange={(field) => onChange({ ...item, field })}
      />
      {item.field === otherSubject && (
        <TextField
          name={`items.${index}.subject`}
          label="其他材料或项目"
          value={item.subject}
          maxLength={60}
          required
          error={messages.get(`items.${index}.subject`)}
          onChange={(subject) => onChange({ ...item, subject })}
        />
      )}
      <TextArea
        name={`items.${index}.problem`}
        label="存在的问题和补正要求"
        value={item.problem}
        maxLength={mostProblemCharacters}
        rows={3}
        required
        error={messages.get(`items.${index}.problem`)}
        onChange={(problem) => onChange({ ...item, problem })}
      />
      {onRemove !== undefined && (
        <button type="button" class="link" onClick={onRemove}>
          删除第{index + 1}项
        </button>
      )}
    </fieldset>
  );
}
