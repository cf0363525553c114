import { useState } from 'preact/hooks';
import { messagesByField } from '../../lib/problem.ts';
import { send } from '../../lib/send.ts';
import { Button } from '../shared/button.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { TextArea, TextField } from '../shared/field.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useTyped } from '../shared/use-typed.ts';
import type { DecisionProps } from './decision-panel.tsx';

const emptyItem = { subject: '', problem: '' };
/** As many as the API takes in one notice. */
const mostItems = 30;

/** 补正通知: to whom, and everything that must be mended, at once. */
export function CorrectionNotice({ application: { id, version }, onDone, onReload }: DecisionProps) {
  const typed = useTyped(`correction-notice-${id}`, { addressee: '', items: [emptyItem] });
  const { addressee, items } = typed.value;
  const [asked, setAsked] = useState(false);
  const command = useCommand((body: NoticeBody, key) =>
    send('department', 'requestCorrection', { params: { id }, body }, key),
  );
  const refused = messagesByField(command.failure?.errors ?? []);
  const missing = (value: string, text: string) => (asked && value.trim() === '' ? text : undefined);
  const changeItem = (at: number, change: Partial<typeof emptyItem>) =>
    typed.change({ addressee, items: items.map((item, index) => (index === at ? { ...item, ...change } : item)) });

  async function submit(): Promise<void> {
    setAsked(true);
    const body = noticeBody(version, addressee, items);
    if (body === null || (await command.run(body)) === undefined) return;
    typed.forget();
    onDone('补正通知已发出。');
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FailureNotice failure={command.failure} onRetry={() => void submit()} onReload={onReload} />
      <RadioGroup
        name="addressee"
        label="补正对象"
        required
        value={addressee}
        error={missing(addressee, '请选择补正对象。')}
        choices={[
          { value: 'practitioner', label: '申请人' },
          { value: 'employer', label: '聘用企业' },
        ]}
        onChange={(value) => typed.change({ addressee: value, items })}
      />
      {items.map((item, index) => (
        <fieldset key={index} class="item">
          <legend>补正内容 {index + 1}</legend>
          <TextField
            name={`items.${index}.subject`}
            label="材料或项目"
            value={item.subject}
            maxLength={60}
            required
            error={missing(item.subject, '请填写材料或项目。') ?? refused.get(`items.${index}.subject`)}
            onChange={(subject) => changeItem(index, { subject })}
          />
          <TextArea
            name={`items.${index}.problem`}
            label="存在的问题和补正要求"
            value={item.problem}
            maxLength={500}
            rows={3}
            required
            error={missing(item.problem, '请填写存在的问题和补正要求。') ?? refused.get(`items.${index}.problem`)}
            onChange={(problem) => changeItem(index, { problem })}
          />
          {items.length > 1 && (
            <button
              type="button"
              class="link"
              onClick={() => typed.change({ addressee, items: items.filter((_, at) => at !== index) })}
            >
              删除第{index + 1}项
            </button>
          )}
        </fieldset>
      ))}
      <div class="actions">
        <Button type="submit" busy={command.busy}>
          {command.busy ? '正在提交…' : '发出补正通知'}
        </Button>
        {items.length < mostItems && (
          <Button kind="plain" onClick={() => typed.change({ addressee, items: [...items, emptyItem] })}>
            增加一项
          </Button>
        )}
      </div>
    </form>
  );
}

interface NoticeBody {
  readonly version: number;
  readonly addressee: 'practitioner' | 'employer';
  readonly items: { subject: string; problem: string }[];
}

function noticeBody(version: number, addressee: string, items: readonly (typeof emptyItem)[]): NoticeBody | null {
  if (addressee !== 'practitioner' && addressee !== 'employer') return null;
  const trimmed = items.map(({ subject, problem }) => ({ subject: subject.trim(), problem: problem.trim() }));
  return trimmed.some(({ subject, problem }) => subject === '' || problem === '')
    ? null
    : { version, addressee, items: trimmed };
}
