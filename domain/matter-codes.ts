export const matterCodes = [
  'initial',
  'demo-zone',
  'out-of-province-entry',
  'renewal',
  'change-employer',
  'change-personal',
  'addition',
  'reregistration',
  'cancellation',
] as const;
export type MatterCode = (typeof matterCodes)[number];

/** The names of the matters in the manual's words. */
export const matterNames: Readonly<Record<MatterCode, string>> = {
  initial: '初始注册',
  'demo-zone': '长三角示范区注册',
  'out-of-province-entry': '省外资格信息录入',
  renewal: '延续注册',
  'change-employer': '变更注册（聘用企业）',
  'change-personal': '变更注册（个人信息）',
  addition: '增项注册',
  reregistration: '重新注册',
  cancellation: '注销注册',
};

/** Who can begin an application. */
export const initiators = ['practitioner', 'employer', 'department'] as const;
export type Initiator = (typeof initiators)[number];
