import { rowOf } from '../../../../domain/catalogue.ts';
import { approvalDone, outcomeWords } from '../../words/decision-words.ts';
import { send } from '../../session/send.ts';
import type { DecisionProps } from './decision-props.ts';
import { ReasonedForm } from './reasoned-form.tsx';
import { OpinionForm } from '../shared/opinion-form.tsx';

// Only an applicant of their own accord comes with material (Administrative Licensing Law art. 78).
function falseMaterialFlag({ initiator }: DecisionProps['application']): { readonly flag?: string } {
  return initiator === 'practitioner'
    ? { flag: '申请人隐瞒有关情况或者提供虚假材料（勾选后，一年内不得再次申请该职业的注册）' }
    : {};
}

/** 受理: needs no words. */
export function Accept({ application: { id, version }, onDone, onReload }: DecisionProps) {
  return (
    <OpinionForm
      name={`accept-${id}`}
      label={null}
      confirm="确认受理"
      act={(_text, key) => send('department', 'accept', { params: { id }, body: { version } }, key)}
      onDone={() => onDone('已受理。')}
      onReload={onReload}
    />
  );
}

/** 不予受理, with the reason that goes into the notice. */
export function Refuse({ application, onDone, onReload }: DecisionProps) {
  const { id, version } = application;
  return (
    <ReasonedForm
      decision="refuse"
      draft="refuse"
      application={application}
      name={`refuse-${id}`}
      label="不予受理的理由"
      hint="理由将写入不予受理通知书。"
      confirm="确认不予受理"
      bad
      {...falseMaterialFlag(application)}
      act={(reason, key, falseMaterial, reasons) =>
        send('department', 'refuse', { params: { id }, body: { version, reasons, reason, falseMaterial } }, key)
      }
      onDone={() => onDone('已作出不予受理决定。')}
      onReload={onReload}
    />
  );
}

function Recommend({ outcome, ...props }: DecisionProps & { readonly outcome: 'approve' | 'reject' }) {
  const { application, onDone, onReload } = props;
  const { id, version } = application;
  return (
    <ReasonedForm
      decision={`recommend-${outcome}`}
      draft={`recommend-${outcome}`}
      application={application}
      name={`recommend-${outcome}-${id}`}
      label="审核意见"
      maxLength={1000}
      confirm="提交审核意见"
      act={(opinion, key, _, reasons) =>
        send('department', 'recommend', { params: { id }, body: { version, outcome, reasons, opinion } }, key)
      }
      onDone={() => onDone('审核意见已提交审批。')}
      onReload={onReload}
    />
  );
}

/** 建议准予注册. */
export function RecommendApproval(props: DecisionProps) {
  return <Recommend {...props} outcome="approve" />;
}

/** 建议不予注册. */
export function RecommendRefusal(props: DecisionProps) {
  return <Recommend {...props} outcome="reject" />;
}

const decisionWords = {
  approve: { label: '审批意见', hint: '意见将记入办理记录。', confirm: '确认准予注册' },
  reject: {
    label: '不予注册的理由',
    hint: '理由将写入不予注册决定书。',
    confirm: '确认不予注册',
    done: '已作出不予注册决定。',
  },
  'send-back': { label: '退回理由', hint: '审核人员将看到退回理由。', confirm: '确认退回审核', done: '已退回审核。' },
} as const;

function Decide({ decision, ...props }: DecisionProps & { readonly decision: keyof typeof decisionWords }) {
  const { application, onDone, onReload } = props;
  const { id, version } = application;
  const { effect } = rowOf(application);
  const { label, hint, confirm } = decisionWords[decision];
  const words = (text: string) => outcomeWords(text, effect);
  const done = decision === 'approve' ? approvalDone(application) : words(decisionWords[decision].done);
  return (
    <ReasonedForm
      decision={decision}
      draft={decision}
      application={application}
      name={`decide-${decision}-${id}`}
      label={words(label)}
      hint={words(hint)}
      maxLength={1000}
      confirm={words(confirm)}
      bad={decision === 'reject'}
      {...(decision === 'reject' ? falseMaterialFlag(application) : {})}
      act={(opinion, key, falseMaterial, reasons) =>
        send(
          'department',
          'decide',
          { params: { id }, body: { version, decision, reasons, opinion, falseMaterial } },
          key,
        )
      }
      onDone={() => onDone(done)}
      onReload={onReload}
    />
  );
}

/** 准予注册. */
export function Approve(props: DecisionProps) {
  return <Decide {...props} decision="approve" />;
}

/** 不予注册, with the reason that goes into the decision. */
export function Reject(props: DecisionProps) {
  return <Decide {...props} decision="reject" />;
}

/** 退回审核. */
export function SendBack(props: DecisionProps) {
  return <Decide {...props} decision="send-back" />;
}

/** 延长审查期限, with the reason that the notice gives. */
export function Extend({ application, onDone, onReload }: DecisionProps) {
  const { id, version } = application;
  return (
    <ReasonedForm
      decision="extend-review"
      draft="extend"
      application={application}
      name={`extend-${id}`}
      label="延长期限的理由"
      hint="理由将写入延长审查期限告知书，发给申请人。"
      confirm="确认延长审查期限"
      act={(reason, key, _, reasons) =>
        send('department', 'extendReview', { params: { id }, body: { version, reasons, reason } }, key)
      }
      onDone={() => onDone(`审查期限已延长${rowOf(application).extensionDays}个工作日。`)}
      onReload={onReload}
    />
  );
}

/** 异议成立: ends the publicity period with a refusal. */
export function Uphold({ application, onDone, onReload }: DecisionProps) {
  const { id, version } = application;
  return (
    <ReasonedForm
      decision="uphold-objection"
      draft="uphold"
      application={application}
      name={`uphold-${id}`}
      label="异议成立的理由"
      hint="理由将写入不予注册决定书。"
      confirm="确认异议成立"
      bad
      {...falseMaterialFlag(application)}
      act={(reason, key, falseMaterial, reasons) =>
        send(
          'department',
          'upholdObjection',
          { params: { id }, body: { version, reasons, reason, falseMaterial } },
          key,
        )
      }
      onDone={() => onDone('已确认异议成立，不予注册。')}
      onReload={onReload}
    />
  );
}

/** 撤回 of a cancellation that the department has begun, with the reason that the others will read. */
export function Withdraw({ application: { id, version }, onDone, onReload }: DecisionProps) {
  return (
    <OpinionForm
      name={`withdraw-${id}`}
      label="撤回理由"
      hint="注册人员和聘用企业将看到撤回理由。"
      confirm="确认撤回"
      bad
      act={(reason, key) => send('department', 'withdraw', { params: { id }, body: { version, reason } }, key)}
      onDone={() => onDone('已撤回依职权注销。')}
      onReload={onReload}
    />
  );
}
