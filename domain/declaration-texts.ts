import { answerText, type DeclarationCode, declarationNames, type Declarations } from './declarations.ts';
import type { DocumentField } from './documents.ts';
import { type ProfessionCode, professions } from './professions.ts';

/** A circumstance as its regulation has it, and the regulation; without an article where it is spread over several. */
export interface DeclarationText {
  readonly text: string;
  readonly source: string;
}

const licensing = '《中华人民共和国行政许可法》第七十八条、第七十九条';
const falseMaterial: DeclarationText = {
  text: '因隐瞒有关情况或者提供虚假材料申请注册被不予受理或者不予注册未满1年，或者因以欺骗、贿赂等不正当手段取得注册被撤销未满3年',
  source: licensing,
};

const architects = (item: string) => `《中华人民共和国注册建筑师条例》第十三条第${item}项`;
const constructors = (item: string) => `《注册建造师管理规定》第十五条第${item}项`;
const costEngineers = (item: string) => `《注册造价工程师管理办法》第十二条第${item}项`;
const designers = '《勘察设计注册工程师管理规定》';

const incapable = '不具有完全民事行为能力';
const twoEmployers = '在两个或者两个以上单位申请注册，或者仍在其他单位注册、执业';
const otherGround = '法律、法规规定不予注册的其他情形';

/** The grounds of refusal that are asked, by profession: the rows of its regulation. */
const texts: Readonly<Partial<Record<ProfessionCode, Readonly<Partial<Record<DeclarationCode, DeclarationText>>>>>> = {
  'architect-2': {
    capacity: { text: incapable, source: architects('一') },
    offence: { text: '受刑事处罚，自刑罚执行完毕之日起至申请注册之日止不满5年', source: architects('二') },
    disciplined: {
      text: '因在建筑设计或者相关业务中犯有错误受行政处罚或者撤职以上行政处分，自处罚、处分决定之日起至申请注册之日止不满2年',
      source: architects('三'),
    },
    'licence-revoked': {
      text: '受吊销注册建筑师证书的行政处罚，自处罚决定之日起至申请注册之日止不满5年',
      source: architects('四'),
    },
    'two-employers': { text: twoEmployers, source: '《中华人民共和国注册建筑师条例》' },
    'false-material': falseMaterial,
    'other-ground': { text: '国务院规定不予注册的其他情形', source: architects('五') },
  },
  'structural-2': {
    capacity: { text: incapable, source: designers },
    'practice-offence': {
      text: '因从事勘察设计或者相关业务受到刑事处罚，自刑事处罚执行完毕之日起至申请注册之日止不满2年',
      source: designers,
    },
    'two-employers': { text: twoEmployers, source: designers },
    'false-material': falseMaterial,
    'other-ground': { text: otherGround, source: designers },
  },
  'constructor-2': {
    capacity: { text: incapable, source: constructors('一') },
    'two-employers': { text: twoEmployers, source: constructors('二') },
    'serving-sentence': { text: '受到刑事处罚，刑事处罚尚未执行完毕', source: constructors('四') },
    'practice-offence': {
      text: '因执业活动受到刑事处罚，自刑事处罚执行完毕之日起至申请注册之日止不满5年',
      source: constructors('五'),
    },
    'other-offence': {
      text: '因执业活动以外的原因受到刑事处罚，自处罚决定之日起至申请注册之日止不满3年',
      source: constructors('六'),
    },
    'licence-revoked': {
      text: '被吊销注册证书，自处罚决定之日起至申请注册之日止不满2年',
      source: constructors('七'),
    },
    accident: {
      text: '在申请注册之日前3年内担任项目经理期间，所负责项目发生过重大质量和安全事故',
      source: constructors('八'),
    },
    'false-material': falseMaterial,
    'other-ground': { text: otherGround, source: constructors('十一') },
  },
  'cost-2': {
    capacity: { text: incapable, source: costEngineers('一') },
    'two-employers': { text: twoEmployers, source: costEngineers('二') },
    'left-post': {
      text: '前一个注册期内工作业绩达不到规定标准，或者未办理暂停执业手续而脱离工程造价业务岗位',
      source: costEngineers('四'),
    },
    'serving-sentence': { text: '受刑事处罚，刑事处罚尚未执行完毕', source: costEngineers('五') },
    'practice-offence': {
      text: '因工程造价业务活动受刑事处罚，自刑事处罚执行完毕之日起至申请注册之日止不满5年',
      source: costEngineers('六'),
    },
    'other-offence': {
      text: '因工程造价业务活动以外的原因受刑事处罚，自处罚决定之日起至申请注册之日止不满3年',
      source: costEngineers('七'),
    },
    'licence-revoked': {
      text: '被吊销注册证书，自被处罚决定之日起至申请注册之日止不满3年',
      source: costEngineers('八'),
    },
    'registration-annulled': {
      text: '以欺骗、贿赂等不正当手段获准注册被撤销，自被撤销注册之日起至申请注册之日止不满3年',
      source: costEngineers('九'),
    },
    'false-material': falseMaterial,
    'other-ground': { text: otherGround, source: costEngineers('十') },
  },
};

/**
 * The words of a declaration in a profession.
 * @throws RangeError for one that the profession does not ask, which only a mistake in the tables can be
 */
export function declarationText(profession: ProfessionCode, code: DeclarationCode): DeclarationText {
  const row = texts[profession]?.[code];
  if (row === undefined) throw new RangeError(`${profession} asks nothing about ${code}`);
  return row;
}

/** The declarations of an application as forms and case pages show them. */
export function declarationFields(profession: ProfessionCode, answers: Declarations): DocumentField[] {
  return professions[profession].declarations.map((code) => {
    const { text, source } = declarationText(profession, code);
    const answer = answers[code];
    const said = answer === undefined ? '' : `${answerText(answer)}：`;
    return { label: declarationNames[code], value: `${said}${text}（${source}）。`, wide: true };
  });
}
