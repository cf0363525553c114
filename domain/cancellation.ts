import type { Initiator } from './initiators.ts';

export const cancellationGrounds = [
  'own-wish',
  'employment-ended',
  'practice-ended',
  'not-renewed',
  'deceased',
  'employer-dissolved',
  'revoked',
  'other-legal-ground',
] as const;
export type CancellationGround = (typeof cancellationGrounds)[number];

/** Why a registration is to be cancelled; null is not filled in yet. */
export interface CancellationDraft {
  readonly ground: CancellationGround | null;
  readonly statement: string | null;
}

/** A cancellation of which nothing has been filled in. */
export const emptyCancellation: CancellationDraft = { ground: null, statement: null };

/** A ground: who may name it, in which words, and the law behind it. */
export interface GroundRow {
  readonly initiators: readonly Initiator[];
  readonly name: string;
  readonly source: string;
}

/** The grounds of cancellation. Who cancels of its own accord names the paragraph of art. 70 of the Administrative Licensing Law. */
export const groundRows: Readonly<Record<CancellationGround, GroundRow>> = {
  'own-wish': {
    initiators: ['practitioner'],
    name: '本人申请注销',
    source: '《中华人民共和国行政许可法》第七十条第六项',
  },
  'employment-ended': {
    initiators: ['practitioner', 'employer'],
    name: '与聘用企业解除或者终止劳动关系',
    source: '《中华人民共和国行政许可法》第七十条第六项',
  },
  'practice-ended': {
    initiators: ['practitioner', 'employer'],
    name: '不再从事该专业执业活动',
    source: '《中华人民共和国行政许可法》第七十条第六项',
  },
  'not-renewed': {
    initiators: ['department'],
    name: '注册有效期届满未延续',
    source: '《中华人民共和国行政许可法》第七十条第一项',
  },
  deceased: {
    initiators: ['employer', 'department'],
    name: '注册人员死亡或者丧失行为能力',
    source: '《中华人民共和国行政许可法》第七十条第二项',
  },
  'employer-dissolved': {
    initiators: ['department'],
    name: '聘用企业依法终止',
    source: '《中华人民共和国行政许可法》第七十条第三项',
  },
  revoked: {
    initiators: ['department'],
    name: '注册被依法撤销、撤回或者注册证书被依法吊销',
    source: '《中华人民共和国行政许可法》第七十条第四项',
  },
  'other-legal-ground': {
    initiators: ['department'],
    name: '法律、法规规定应当注销的其他情形',
    source: '《中华人民共和国行政许可法》第七十条第六项',
  },
};

/** The grounds that one who begins a cancellation can choose from, in the table's order. */
export function groundsOf(initiator: Initiator): CancellationGround[] {
  return cancellationGrounds.filter((ground) => groundRows[ground].initiators.includes(initiator));
}
