import type { CompanyChangeAction, CompanyChangeState } from '../../../domain/company-change.ts';
import type { Explanation } from './explanation.ts';

/** What was done to a 企业信息变更, for its timeline. */
export const changeActionNames: Readonly<Record<CompanyChangeAction, string>> = {
  begin: '发起企业信息变更',
  submit: '提交',
  withdraw: '撤回',
  recommend: '完成审核',
  approve: '批准变更',
  reject: '不予变更',
  'send-back': '退回重新审核',
  complete: '办理完毕',
};

/** How each state is marked. */
export const changeBadges: Readonly<Record<CompanyChangeState, string>> = {
  draft: 'badge badge-todo',
  'under-review': 'badge badge-running',
  'awaiting-decision': 'badge badge-running',
  'carrying-out': 'badge badge-running',
  completed: 'badge badge-good',
  rejected: 'badge',
  withdrawn: 'badge',
};

/** What a state means to the company, and what comes next. */
export const changeExplanations: Readonly<Record<CompanyChangeState, Explanation>> = {
  draft: { meaning: '企业信息变更尚未提交。', next: '请上传证明材料后提交。' },
  'under-review': { meaning: '已提交，正在审核。', next: '审核后由另一名工作人员审批；审批前可以撤回。' },
  'awaiting-decision': {
    meaning: '审核已完成，等待审批。',
    next: '批准后在册人员的注册和证书自动逐项变更，个人无需办理。',
  },
  'carrying-out': {
    meaning: '已获批准，正在逐项变更注册并换发证书。',
    next: '系统自动办理，可以离开本页；完成后发送消息。',
  },
  completed: {
    meaning: '注册已逐项变更；因在建项目锁定而未变更的，见下方进度。',
    next: '持证人可在“我的证照”中下载换发的证书。',
  },
  rejected: { meaning: '未获批准。', next: '原因见下方进度；补充材料后可以重新办理。' },
  withdrawn: { meaning: '已撤回。', next: '需要变更时请重新办理。' },
};
