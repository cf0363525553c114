import type { MessageRow } from './message-row.ts';

const byOthers = ['employer', 'department'] as const;

/** The messages about the statement of a person whose registration others want ended (陈述申辩). */
export const statementMessageRows: readonly MessageRow[] = [
  {
    action: 'documents-ready',
    audience: 'practitioner',
    to: 'awaiting-statement',
    initiators: ['department'],
    title: '请陈述申辩：主管部门依职权办理您的注册',
    text: '住房和城乡建设主管部门已就您的注册启动{matter}（受理编号：{number}）。您可以在五个工作日内陈述、申辩并上传材料：请在“事项查询”中打开该事项答复；逾期未答复的，视为放弃。告知书可在同一页下载。',
  },
  {
    action: 'documents-ready',
    audience: 'employer',
    to: 'awaiting-statement',
    initiators: ['department'],
    title: '主管部门依职权办理在册人员的注册',
    text: '住房和城乡建设主管部门已启动贵单位人员的{matter}（受理编号：{number}），正在听取本人陈述申辩。原因和进度可在“已办事项”中查看。',
  },
  {
    action: 'confirm',
    audience: 'practitioner',
    to: 'awaiting-statement',
    initiators: ['employer'],
    title: '请陈述申辩：聘用企业申请{verb}',
    text: '聘用企业已提交您的{matter}申请（受理编号：{number}）。您可以在五个工作日内陈述、申辩并上传材料：请在“事项查询”中打开该事项答复；逾期未答复的，视为放弃。告知书可在同一页下载。',
  },
  {
    action: 'give-statement',
    audience: 'employer',
    initiators: byOthers,
    title: '本人已答复陈述申辩告知',
    text: '{matter}（受理编号：{number}）中，注册人员本人已答复陈述申辩告知，由主管部门继续办理，贵单位无需操作。',
  },
  {
    action: 'lapse-statement',
    audience: 'employer',
    initiators: byOthers,
    title: '本人逾期未陈述申辩，继续办理',
    text: '{matter}（受理编号：{number}）中，注册人员本人逾期未提出陈述申辩，由主管部门继续办理，贵单位无需操作。',
  },
  {
    action: 'lapse-statement',
    audience: 'practitioner',
    initiators: byOthers,
    title: '陈述申辩期限已过，继续办理',
    text: '您在{matter}（受理编号：{number}）中逾期未提出陈述申辩，由主管部门继续办理。进度可在“事项查询”中查看。',
  },
];
