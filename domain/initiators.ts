/** Who can begin an application. */
export const initiators = ['practitioner', 'employer', 'department'] as const;
export type Initiator = (typeof initiators)[number];

/** Who has begun an application, in words. */
export const initiatorNames: Readonly<Record<Initiator, string>> = {
  practitioner: '注册人员本人',
  employer: '聘用企业',
  department: '住房和城乡建设主管部门（依职权）',
};
