import { type MatterRow, rowOf } from '../../../../domain/catalogue.ts';
import { useState } from 'preact/hooks';
import {
  addressedTo,
  addresseesOf,
  emptyNotice,
  mostItems,
  mostProblemCharacters,
  noticeBody,
  type NoticeBody,
  type NoticeItem,
  noticeProblems,
} from '../../forms/correction-notice.ts';
import { correctionSubjects, type CorrectionSubject } from '../../../../domain/correction-notice.ts';
import { messagesByField } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { TextArea } from '../shared/field.tsx';
import { FieldSummary } from '../shared/field-summary.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useTyped } from '../shared/use-typed.ts';
import type { DecisionProps } from './decision-props.ts';
import { NoticeItemFields } from './notice-item-fields.tsx';

/** 补正通知: to whom, and everything that must be mended, at once. */
export function CorrectionNotice({ application, onDone, onReload }: DecisionProps) {
  const { id, version } = application;
  const typed = useTyped(`correction-notice-${id}`, emptyNotice);
  const form = typed.value;
  const [attempts, setAttempts] = useState(0);
  const command = useCommand((body: NoticeBody, key) =>
    send('department', 'requestCorrection', { params: { id }, body }, key),
  );
  const row = rowOf(application);
  const later = application.timeline.some(({ action }) => action === 'request-correction');
  const subjects = subjectsOf(row, form.addressee);
  const problems = attempts > 0 ? noticeProblems(form, later) : new Map<string, string>();
  const messages = new Map([...messagesByField(command.failure?.errors ?? []), ...problems]);
  const changeItems = (items: readonly NoticeItem[]) => typed.change({ ...form, items });

  async function submit(): Promise<void> {
    setAttempts(attempts + 1);
    const body = noticeBody(form, version, subjects, later);
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
      <FieldSummary key={attempts} problems={problems} />
      <FailureNotice failure={command.failure} onRetry={() => void submit()} onReload={onReload} />
      <RadioGroup
        name="addressee"
        label="补正对象"
        required
        value={form.addressee}
        error={messages.get('addressee')}
        choices={addresseesOf(application)}
        onChange={(addressee) => typed.change(addressedTo(form, addressee, subjectsOf(row, addressee)))}
      />
      {form.items.map((item, index) => (
        <NoticeItemFields
          key={index}
          index={index}
          item={item}
          subjects={subjects}
          messages={messages}
          onChange={(changed) => changeItems(form.items.map((old, at) => (at === index ? changed : old)))}
          onRemove={form.items.length > 1 ? () => changeItems(form.items.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      {later && (
        <TextArea
          name="laterReason"
          label="为何未能在首次通知中一并告知"
          hint="补正内容应当一次性告知。该申请已发出过补正通知，理由将写入补正通知书，补正对象可以看到。"
          value={form.laterReason}
          maxLength={mostProblemCharacters}
          rows={3}
          required
          error={messages.get('laterReason')}
          onChange={(laterReason) => typed.change({ ...form, laterReason })}
        />
      )}
      <div class="actions">
        <Button type="submit" busy={command.busy}>
          {command.busy ? '正在提交…' : '发出补正通知'}
        </Button>
        {form.items.length < mostItems && (
          <Button kind="plain" onClick={() => changeItems([...form.items, ...emptyNotice.items])}>
            增加一项
          </Button>
        )}
      </div>
    </form>
  );
}

function subjectsOf(row: MatterRow, addressee: string): readonly CorrectionSubject[] {
  return addressee === 'practitioner' || addressee === 'employer' ? correctionSubjects(row, addressee) : [];
}
