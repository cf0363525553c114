import type { Initiator } from './initiators.ts';
import { type ProfessionCode, professionCodes } from './professions.ts';

export const cancellationGrounds = [
  'own-wish',
  'employment-ended',
  'contract-expired',
  'practice-ended',
  'employer-dissolved',
  'employer-licence-revoked',
  'employer-qualification-withdrawn',
  'not-renewed',
  'over-age',
  'deceased',
  'criminal-penalty',
  'licence-revoked',
  'licence-revoked-for-accident',
  'licence-revoked-for-life',
  'annulled-for-fraud',
  'annulled',
  'permission-withdrawn',
  'other-legal-ground',
] as const;
export type CancellationGround = (typeof cancellationGrounds)[number];

/** What ends a registration against its holder, kept apart: a penalty, an unlawful grant undone, a lawful one taken back. */
export const revocationNames = { revoked: '吊销', annulled: '撤销', withdrawn: '撤回' } as const;
export type Revocation = keyof typeof revocationNames;

/** For how long nothing of the profession is registered again after a ground: years, or for ever. */
export type BarTerm = number | 'for-life';

/** What holds in every profession whose own regulation says nothing else, and what each of the others says. */
export interface PerProfession<Value> {
  readonly usual: Value;
  readonly own: Readonly<Partial<Record<ProfessionCode, Value>>>;
}

/** A ground of cancellation in one profession: who may name it, its law, what it must be shown by, and what follows from it. */
export interface Ground {
  readonly name: string;
  readonly initiators: readonly Initiator[];
  /** The regulation behind it, with the article where that is certain. */
  readonly source: string;
  /** What shows it, as whoever names it is told; null: the statement is enough. */
  readonly evidence: string | null;
  /** Who begins a cancellation with it only together with that, uploaded. */
  readonly uploadedBy: readonly Initiator[];
  /** It rests on a decision in writing of a court or an authority: the department names it, and its day. */
  readonly decided: boolean;
  /** Null: it ends the registration without taking it from its holder. */
  readonly revocation: Revocation | null;
  /** Null: who has the conditions again applies again. */
  readonly bar: BarTerm | null;
  /** One officer decides it alone; otherwise accepted, reviewed and decided by several. */
  readonly oneOfficer: boolean;
  /** It can end some specialties of a registration, while the others stay; false: it ends the whole. */
  readonly ofSpecialty: boolean;
  /** A project under construction does not keep the registration from ending by it. */
  readonly despiteProject: boolean;
  /** What must have come to pass before it exists, where the platform can tell; null: whoever decides judges it by the evidence. */
  readonly after: 'last-day' | 'age-limit' | null;
}

/** A ground as the table has it: what differs from profession to profession beside what does not. */
export interface GroundRow extends Omit<Ground, 'source' | 'bar'> {
  readonly source: PerProfession<string>;
  readonly bar: PerProfession<BarTerm> | null;
  readonly professions: readonly ProfessionCode[];
}

const permitLaw = (article: string) => `《中华人民共和国行政许可法》第${article}`;
const constructors = (article: string) => `《注册建造师管理规定》第${article}`;
const structurals = (article: string) => `《勘察设计注册工程师管理规定》第${article}`;
const costs = '《注册造价工程师管理办法》第二十七条';
const architects = '《中华人民共和国注册建筑师条例实施细则》';

const everywhere = <Value>(value: Value): PerProfession<Value> => ({ usual: value, own: {} });

// How each profession's own regulation counts the grounds: architects name them in the rules of implementation, the others in these articles.
const ofEmployer = (constructor: string, structural: string): PerProfession<string> => ({
  usual: permitLaw('七十条第六项'),
  own: {
    'architect-2': architects,
    'structural-2': structurals(`十四条第${structural}项`),
    'constructor-2': constructors(`十六条第${constructor}项`),
    'cost-2': costs,
  },
});

const plain = {
  ...{ evidence: null, uploadedBy: [] },
  decided: false,
  revocation: null,
  bar: null,
  oneOfficer: false,
  ofSpecialty: false,
  despiteProject: false,
  after: null,
  professions: professionCodes,
} as const;

const anybody = ['practitioner', 'employer', 'department'] as const;
const others = ['employer', 'department'] as const;
const official = { initiators: ['department'], uploadedBy: others, decided: true, despiteProject: true } as const;

// A new registration after a 吊销: architects five years (条例 art. 13 (4)), constructors two (Decree 153 art. 15 (7)), cost engineers three
// (Decree 150, grounds of refusal). Decree 137 names none for structural engineers; the department keeps to the constructors' two.
const afterRevocation: PerProfession<BarTerm> = { usual: 2, own: { 'architect-2': 5, 'cost-2': 3 } };

/** Every ground. A new one is a code above and a row here. */
export const groundRows: Readonly<Record<CancellationGround, GroundRow>> = {
  'own-wish': {
    ...plain,
    name: '本人申请注销',
    initiators: ['practitioner'],
    source: everywhere(permitLaw('七十条第六项')),
    oneOfficer: true,
  },
  'employment-ended': {
    ...plain,
    name: '与聘用企业解除劳动合同',
    initiators: anybody,
    source: ofEmployer('四', '四'),
    evidence: '解除劳动合同的证明，或者劳动仲裁裁决书、法院判决书',
    uploadedBy: others,
  },
  'contract-expired': {
    ...plain,
    name: '聘用合同期满未续签',
    initiators: anybody,
    source: {
      usual: permitLaw('七十条第六项'),
      own: { ...ofEmployer('四', '四').own, 'constructor-2': constructors('十六条') },
    },
    evidence: '已期满的劳动合同，或者终止劳动合同的证明',
    uploadedBy: others,
  },
  'practice-ended': {
    ...plain,
    name: '不再从事该专业执业活动',
    initiators: ['practitioner', 'employer'],
    source: everywhere(permitLaw('七十条第六项')),
    ofSpecialty: true,
  },
  'employer-dissolved': {
    ...plain,
    name: '聘用企业破产、解散或者依法终止',
    initiators: anybody,
    source: ofEmployer('一', '一'),
    evidence: '法院的破产裁定，或者企业注销登记证明',
    uploadedBy: others,
    despiteProject: true,
  },
  'employer-licence-revoked': {
    ...plain,
    name: '聘用企业被吊销营业执照',
    initiators: anybody,
    source: ofEmployer('二', '二'),
    evidence: '市场监督管理部门吊销营业执照的决定或者公告',
    uploadedBy: others,
    despiteProject: true,
  },
  'employer-qualification-withdrawn': {
    ...plain,
    name: '聘用企业资质证书被吊销或者撤回',
    initiators: anybody,
    source: ofEmployer('三', '三'),
    evidence: '吊销或者撤回企业资质证书的决定或者公告',
    uploadedBy: others,
    despiteProject: true,
  },
  'not-renewed': {
    ...plain,
    name: '注册有效期届满未延续',
    initiators: ['department'],
    source: everywhere(permitLaw('七十条第一项')),
    despiteProject: true,
    after: 'last-day',
    ofSpecialty: true,
  },
  'over-age': {
    ...plain,
    name: '年龄超过65周岁',
    initiators: anybody,
    source: everywhere(constructors('十六条第六项')),
    // The register knows the birth date, or whoever decides looks at it: nobody is asked to upload the identity card of somebody else.
    evidence: '居民身份证',
    despiteProject: true,
    after: 'age-limit',
    // The only regulation of the four that has the ground.
    professions: ['constructor-2'],
  },
  deceased: {
    ...plain,
    name: '注册人员死亡或者丧失行为能力',
    initiators: ['employer', 'department'],
    source: everywhere(permitLaw('七十条第二项')),
    evidence: '死亡证明，或者法院认定民事行为能力的判决书',
    uploadedBy: others,
    despiteProject: true,
  },
  'criminal-penalty': {
    ...plain,
    name: '受到刑事处罚',
    initiators: anybody,
    source: {
      usual: permitLaw('七十条第六项'),
      own: {
        'architect-2': '《中华人民共和国注册建筑师条例》第十八条第二项',
        'structural-2': structurals('十五条第六项'),
        'constructor-2': constructors('十七条第四项'),
        'cost-2': '《注册造价工程师管理办法》',
      },
    },
    evidence: '发生法律效力的刑事判决书',
    uploadedBy: others,
    decided: true,
    despiteProject: true,
  },
  'licence-revoked': {
    ...plain,
    ...official,
    name: '注册证书被依法吊销',
    source: everywhere(permitLaw('七十条第四项')),
    evidence: '行政处罚决定书',
    revocation: 'revoked',
    bar: afterRevocation,
  },
  'licence-revoked-for-accident': {
    ...plain,
    ...official,
    name: '因重大质量事故或者违反工程建设强制性标准情节严重，被吊销注册证书',
    source: everywhere('《建设工程质量管理条例》第七十二条、《建设工程安全生产管理条例》第五十八条'),
    evidence: '行政处罚决定书',
    revocation: 'revoked',
    bar: everywhere(5),
  },
  'licence-revoked-for-life': {
    ...plain,
    ...official,
    name: '因情节特别恶劣或者造成重大安全事故，被吊销注册证书，终身不予注册',
    source: everywhere('《建设工程质量管理条例》第七十二条、《建设工程安全生产管理条例》第五十八条'),
    evidence: '行政处罚决定书',
    revocation: 'revoked',
    bar: everywhere('for-life'),
  },
  'annulled-for-fraud': {
    ...plain,
    ...official,
    name: '以欺骗、贿赂等不正当手段取得注册，被撤销',
    source: everywhere(permitLaw('六十九条第二款')),
    evidence: '撤销注册的调查材料和决定',
    revocation: 'annulled',
    // Administrative Licensing Law art. 79.
    bar: everywhere(3),
    ofSpecialty: true,
  },
  annulled: {
    ...plain,
    ...official,
    name: '准予注册的决定违法，被撤销',
    source: everywhere(permitLaw('六十九条第一款')),
    evidence: '撤销注册的调查材料和决定',
    revocation: 'annulled',
    ofSpecialty: true,
  },
  'permission-withdrawn': {
    ...plain,
    ...official,
    name: '注册所依据的规定或者客观情况发生重大变化，被撤回',
    source: everywhere(permitLaw('八条第二款')),
    evidence: '撤回注册的决定',
    revocation: 'withdrawn',
    ofSpecialty: true,
  },
  'other-legal-ground': {
    ...plain,
    name: '法律、法规规定应当注销的其他情形',
    initiators: ['department'],
    source: everywhere(permitLaw('七十条第六项')),
    despiteProject: true,
    ofSpecialty: true,
  },
};
