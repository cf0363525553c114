/** The department: it accepts, reviews and decides, and gives every notice and, where no row says otherwise, every certificate. */
export const authority = '江苏省住房和城乡建设厅';

/** Gives the certificates of architects (《中华人民共和国注册建筑师条例》 art. 12: class two is registered by the province's committee). */
export const architectsCommittee = '江苏省注册建筑师管理委员会';

/** Where and how long a decision of the department can be contested. */
export const remedies = {
  /** 行政复议法 art. 20 (sixty days), 24 (the government of the province reviews its departments). */
  review: { body: '江苏省人民政府', period: '六十日' },
  /** 行政诉讼法 art. 46 (six months), 18 (2): this court hears the cases against authorities seated in Nanjing, unless the department's own notices name another. */
  court: { body: '南京铁路运输法院', period: '六个月' },
} as const;

/** The remedies as a notice says them (行政许可法 art. 38: a refusal tells of both). */
export const remediesText = `如不服本决定，可以自收到之日起${remedies.review.period}内依法向${remedies.review.body}申请行政复议，或者${remedies.court.period}内依法向${remedies.court.body}提起行政诉讼。`;
