import { type EmploymentDraft, type PractitionerProfile, requiredPractitionerFields } from './application-parts.ts';

/** The labels of the employment part, in the order of the page. Rules, forms and notices of correction call a field by the same name. */
export const employmentLabels = {
  employerCreditCode: '统一社会信用代码',
  employerName: '聘用企业名称',
  position: '工作岗位',
  contractKind: '合同类型',
  contractStart: '合同开始日期',
  contractEnd: '合同结束日期',
  employmentStart: '聘用开始日期',
  employmentEnd: '聘用结束日期',
} as const satisfies Record<keyof EmploymentDraft, string>;

/** The labels of the personal profile. */
export const profileLabels = {
  name: '姓名',
  idType: '证件类型',
  idNumber: '证件号码',
  email: '电子邮箱',
  ...requiredPractitionerFields,
} as const satisfies Record<keyof PractitionerProfile, string>;
