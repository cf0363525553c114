import { useState } from 'preact/hooks';
import { objectionStateNames } from '../../../../domain/objections.ts';
import { isCodeLike } from '../../../../domain/verification-code.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import type { FollowedObjection } from '../../words/objection.ts';
import { Details } from '../shared/details.tsx';
import { TextField } from '../shared/field.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useReady } from '../shared/use-ready.ts';
import { SearchForm } from './search-form.tsx';
import { useSearch } from './use-search.ts';

/** 异议查询: how far an objection is, for whoever has its receipt number. */
export function ObjectionReceipt() {
  const [receipt, setReceipt] = useState('');
  const ready = useReady();
  const { attempts, busy, answer, failure, search } = useSearch(isCodeLike, (typed: string) =>
    send('public', 'followObjection', { body: { receipt: typed } }),
  );
  const wrong = attempts > 0 && !isCodeLike(receipt) ? '请填写16位回执编号。' : undefined;
  return (
    <>
      <SearchForm
        state={{ attempts, busy }}
        problems={new Map(wrong === undefined ? [] : [['receipt', wrong]])}
        ready={ready}
        label={busy ? '正在查询…' : '查询'}
        onSearch={() => void search(receipt)}
      >
        <TextField
          name="receipt"
          label="回执编号"
          hint="提交异议后页面显示的16位字母和数字，不分大小写。"
          value={receipt}
          error={wrong}
          disabled={!ready}
          required
          onChange={setReceipt}
        />
      </SearchForm>
      <div aria-live="polite" class="group">
        {answer !== null && <Followed objection={answer.found} />}
        <FailureNotice failure={failure} onRetry={() => void search(receipt)} />
      </div>
    </>
  );
}

function Followed({ objection }: { readonly objection: FollowedObjection }) {
  const { number, batchNumber, filedAt, dueAt, state, answer, answeredAt } = objection;
  return (
    <Details
      title={objectionStateNames[state]}
      items={[
        { label: '公示批次', value: batchNumber },
        { label: '受理编号', value: number },
        { label: '提出时间', value: instantText(filedAt) },
        answeredAt === null
          ? { label: '答复期限', value: `${instantText(dueAt)} 前` }
          : { label: '答复时间', value: instantText(answeredAt) },
        { label: '答复', value: answer ?? '尚未答复。公示的申请在异议答复之前不会获准注册。', wide: true },
      ]}
    />
  );
}
