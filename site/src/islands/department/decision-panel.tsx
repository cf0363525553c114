import { isFinal } from '../../../../domain/states.ts';
import { useRef, useState } from 'preact/hooks';
import type { FunctionComponent } from 'preact';
import type { ApplicationView } from '../../../../api/application.ts';
import { rowOf } from '../../../../domain/catalogue.ts';
import { outcomeWords, approvalNote } from '../../words/decision-words.ts';
import { RadioGroup } from '../shared/choices.tsx';
import { CorrectionNotice } from './correction-notice.tsx';
import { useKeys } from './use-keys.ts';
import type { DecisionProps } from './decision-props.ts';
import {
  Accept,
  Approve,
  Extend,
  RecommendApproval,
  RecommendRefusal,
  Refuse,
  Reject,
  SendBack,
  Uphold,
  Withdraw,
} from './decision-forms.tsx';

interface Decision {
  readonly value: string;
  readonly label: string;
  readonly note: string;
  readonly action: ApplicationView['actions'][number];
  readonly form: FunctionComponent<DecisionProps>;
}

const decisions: readonly Decision[] = [
  { value: 'accept', label: '受理', note: '材料齐全，符合法定形式', action: 'accept', form: Accept },
  { value: 'recommend-approve', label: '建议准予注册', note: '提交审批', action: 'recommend', form: RecommendApproval },
  { value: 'recommend-reject', label: '建议不予注册', note: '提交审批', action: 'recommend', form: RecommendRefusal },
  { value: 'approve', label: '准予注册', note: '进入公示', action: 'approve', form: Approve },
  { value: 'reject', label: '不予注册', note: '发出不予注册决定书', action: 'reject', form: Reject },
  { value: 'send-back', label: '退回审核', note: '由审核人员重新审核', action: 'send-back', form: SendBack },
  {
    value: 'extend',
    label: '延长审查期限',
    note: '仅一次，告知申请人',
    action: 'extend-review',
    form: Extend,
  },
  {
    value: 'correction',
    label: '补正通知',
    note: '一次性告知全部补正内容',
    action: 'request-correction',
    form: CorrectionNotice,
  },
  { value: 'refuse', label: '不予受理', note: '发出不予受理通知书', action: 'refuse', form: Refuse },
  { value: 'uphold', label: '异议成立', note: '终止公示，不予注册', action: 'uphold-objection', form: Uphold },
  { value: 'withdraw', label: '撤回', note: '终止依职权注销，原注册不变', action: 'withdraw', form: Withdraw },
];

/** The decision: what may be decided now, and the form of what is chosen. Nothing is chosen beforehand. */
export function DecisionPanel(props: DecisionProps) {
  const { actions, state } = props.application;
  const [chosen, setChosen] = useState(() => props.application.opinion?.decision ?? '');
  const panel = useRef<HTMLElement>(null);
  const { effect } = rowOf(props.application);
  const open = decisions
    .filter(({ action }) => actions.includes(action))
    .map((item, index) => ({
      ...item,
      label: outcomeWords(item.label, effect),
      note: `${item.action === 'approve' ? approvalNote(props.application) : outcomeWords(item.note, effect)}（按 ${index + 1}）`,
    }));
  const decided = open.find(({ value }) => value === chosen);
  const Form = decided?.form;
  const byNumber = open.map(({ value }, index) => [String(index + 1), () => setChosen(value)] as const);
  // Where reasons are offered the numbers are theirs, until Escape.
  useKeys({
    ...(decided === undefined || decided.form === Accept ? Object.fromEntries(byNumber) : {}),
    Escape: decided === undefined ? undefined : () => setChosen(''),
    'Ctrl+Enter': () => panel.current?.querySelector('form')?.requestSubmit(),
  });
  if (open.length === 0) {
    return isFinal(state) ? null : (
      <section class="panel">
        <h2>办理</h2>
        <p>您现在不能办理这项申请：当前环节由其他人员或者申请人、聘用企业办理。</p>
        <p>
          <a href="/department.html">返回待办事项</a>
        </p>
      </section>
    );
  }
  return (
    <section class="panel" ref={panel}>
      <h2>办理</h2>
      <RadioGroup name="decision" label="办理意见" required value={chosen} onChange={setChosen} choices={open} />
      {Form !== undefined && <Form key={chosen} {...props} />}
    </section>
  );
}
