import { describe, expect, it } from 'vitest';
import { effectOf, matterRows } from './catalogue.ts';
import {
  applicationNumber,
  canBeRegistered,
  countBehind,
  hasUsualForm,
  numbersMeant,
  registrationCounter,
  registrationNumber,
} from './numbering.ts';
import { professionCodes, professions } from './professions.ts';
import { rowFor } from './test-facts.ts';
import { typedRegistrationNumber } from './typed.ts';

const registering = matterRows.filter((row) => effectOf(row).grants === 'registration');
const facts = { date: '2026-03-05', qualifiedOn: '2019-06-30' };
const specialtiesOf = ({ profession }: (typeof registering)[number]) => professions[profession].specialties.slice(0, 1);

describe('a new number', () => {
  it.each([
    ['architect-2', 'initial', [], 7, '苏建2322026000007'],
    ['structural-2', 'initial', [], 7, '苏结2322026000007'],
    ['constructor-2', 'initial', ['建筑工程', '机电工程'], 7, '苏2322019202600007'],
    ['constructor-2', 'initial', ['建筑工程'], 99_999, '苏2322019202699999'],
    ['constructor-2', 'initial', ['建筑工程'], 100_000, '苏23220192026100000'],
    ['constructor-2', 'demo-zone', ['建筑工程'], 7, '苏示2322019202600007'],
    ['cost-2', 'initial', ['土木建筑工程'], 7, '建[造]21263200000007'],
    ['cost-2', 'reregistration', ['安装工程'], 999_999, '建[造]24263200999999'],
    // One registration of several specialties has the number of the first.
    ['cost-2', 'initial', ['安装工程', '土木建筑工程'], 7, '建[造]21263200000007'],
  ] as const)('of %s × %s for %s, the %s: %s', (profession, matter, specialties, count, number) => {
    expect(registrationNumber(rowFor(profession, matter), { ...facts, specialties }, count)).toBe(number);
    expect(hasUsualForm(number, profession)).toBe(true);
    expect(canBeRegistered(number)).toBe(true);
  });

  it('has the year of registration where that of the qualification is not known', () => {
    const unknown = { date: '2026-03-05', qualifiedOn: null, specialties: ['建筑工程'] };
    expect(registrationNumber(rowFor('constructor-2', 'initial'), unknown, 7)).toBe('苏2322026202600007');
  });

  it('is of no specialty without a code', () => {
    const foreign = { ...facts, specialties: ['建筑工程'] };
    expect(() => registrationNumber(rowFor('cost-2', 'initial'), foreign, 7)).toThrow(RangeError);
  });

  it('tells professions and zones apart, as does the counter behind it', () => {
    const rows = registering.filter(({ standing }) => standing !== 'formerly-registered');
    const numbers = rows.map((row) => registrationNumber(row, { ...facts, specialties: specialtiesOf(row) }, 7));
    expect(new Set(numbers).size).toBe(rows.length);
    const counters = rows.map((row) => registrationCounter(row, '2026-03-05'));
    expect(new Set(counters).size).toBe(rows.length);
    expect(applicationNumber('architect-2', '2026-03-05', 7)).toBe('JZ20260305000007');
  });

  it('has its example, which has the form and reads back', () => {
    for (const profession of professionCodes) {
      const { sample } = professions[profession].series;
      expect(hasUsualForm(sample, profession)).toBe(true);
      expect(countBehind(sample, profession)).toMatchObject({ year: '2026', count: 1 });
    }
  });
});

describe('a number of the register that came before', () => {
  it('leads back to the counter from which it could be drawn', () => {
    for (const row of registering) {
      for (const count of [1, 41, 99_999, 100_000]) {
        const number = registrationNumber(row, { ...facts, specialties: specialtiesOf(row) }, count);
        const counter = registrationCounter(row, '2026-12-31');
        expect(countBehind(number, row.profession)).toEqual({ counter, year: '2026', count });
      }
    }
  });

  it.each([
    ['architect-2', '苏建232202600007'],
    ['architect-2', '苏造2322026000007'],
    ['architect-2', '苏建示2322026000007'],
    ['architect-2', ''],
    ['constructor-2', '苏232060705726'],
    ['constructor-2', '浙2322019202600007'],
    ['cost-2', '建[造]25263200000007'],
    ['cost-2', '建[造]2126320000007'],
  ] as const)('of %s, %s: none', (profession, number) => expect(countBehind(number, profession)).toBeUndefined());

  it.each([
    ['constructor-2', '苏232060705726', true],
    ['constructor-2', '苏232111218946', true],
    ['constructor-2', '苏2322019202101082', true],
    ['constructor-2', '苏23206070572', false],
    ['constructor-2', '苏2320607057260', false],
    ['constructor-2', '苏造2322024000123', false],
    ['cost-2', '建[造]11213200001234', false],
    ['cost-2', '建[造]21213200001234', true],
    ['cost-2', '建[造]21213300001234', false],
    ['architect-2', '3200123', true],
  ] as const)('of %s: %s has the form: %s', (profession, number, expected) =>
    expect(hasUsualForm(number, profession)).toBe(expected),
  );

  it.each([
    ['1', true],
    ['苏'.repeat(30), true],
    ['苏'.repeat(31), false],
    ['', false],
    ['苏 1', false],
    ['<苏1>', false],
    ['苏\u{200B}1', false],
    ['苏😀1', false],
  ])('%j can stand in it: %s', (number, expected) => expect(canBeRegistered(number)).toBe(expected));
});

describe('the numbers that somebody can mean', () => {
  it('are the number itself', () => expect(numbersMeant('苏建2322026000001')).toEqual(['苏建2322026000001']));

  it('are for digits those of every series, and the digits, which an old register may have', () => {
    const meant = numbersMeant('2322019202600001');
    expect(meant).toEqual(expect.arrayContaining(['2322019202600001', '苏2322019202600001', '苏示2322019202600001']));
    expect(numbersMeant('21263200000001')).toContain('建[造]21263200000001');
    expect(new Set(meant).size).toBe(meant.length);
  });

  it.each([
    ['建［造］２１２６３２００００００01', '建[造]21263200000001'],
    [' 建（造） 21263200000001 ', '建[造]21263200000001'],
    ['建(造)21263200000001', '建[造]21263200000001'],
    ['建〔造〕21263200000001', '建[造]21263200000001'],
    ['建【造】21263200000001', '建[造]21263200000001'],
    ['苏（2020）12', '苏(2020)12'],
    ['苏　232 0607 05726', '苏232060705726'],
  ])('whatever keyboard typed them: %j', (typed, number) => expect(typedRegistrationNumber(typed)).toBe(number));
});
