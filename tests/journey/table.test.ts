import { describe, expect, it } from 'vitest';
import { matterRows } from '../../domain/catalogue.ts';
import { finalStates } from '../../domain/states.ts';
import { scenarioName, scenariosOf } from './scenarios.ts';
import { specials } from './special-scenarios.ts';
import { missingFrom, type PlayedScenario, tableOf } from './table.ts';
import { allTasks, specialNames } from './tasks.ts';

const everything: PlayedScenario[] = allTasks().map(({ name }) => ({
  name,
  outcome: 'approved',
  certificate: 'verified, valid',
  register: 'until 2029-11-21',
  milliseconds: 1234,
}));
const without = (name: string) => everything.filter((each) => each.name !== name);
const ending = (name: string, outcome: PlayedScenario['outcome']) =>
  everything.map((each) => (each.name === name ? { ...each, outcome } : each));

describe('the table of rows and outcomes', () => {
  it('has no gap when all tasks were played, and no name twice', () => {
    expect(missingFrom(everything, matterRows, specialNames)).toEqual([]);
    expect(new Set(everything.map(({ name }) => name)).size).toBe(everything.length);
    expect(everything).toHaveLength(scenariosOf(matterRows).length + specialNames.length);
  });

  it('has every initiator of a row, and both ways of a change of personal data', () => {
    const names = scenariosOf(matterRows).map(scenarioName);
    for (const how of [
      '注销注册 (practitioner)',
      '注销注册 (employer)',
      '注销注册 (department)',
      '变更注册（个人信息） (practitioner, by name)',
      '变更注册（个人信息） (practitioner, by identity document)',
    ]) {
      expect(names.filter((name) => name.endsWith(how))).toHaveLength(4);
    }
  });

  it('has every final state of the lifecycle', () => {
    const ends = specials.map(({ steps }) => steps.at(-1)?.[1]);
    expect(finalStates.filter((state) => !ends.includes(state))).toEqual([]);
  });

  it.each(everything.map(({ name }) => name))('has a gap without %s, and when it failed', (name) => {
    expect(missingFrom(without(name), matterRows, specialNames)).toEqual([name]);
    expect(missingFrom(ending(name, 'failed'), matterRows, specialNames)).toEqual([name]);
    const lines = tableOf(without(name), matterRows, specialNames);
    expect(lines.filter((line) => line.includes('MISSING')).map((line) => line.startsWith(name))).toEqual([true]);
  });

  it('has a gap for a row of the catalogue that no scenario knows of', () => {
    const [row] = matterRows;
    const added = { ...row!, profession: 'cost-2', matter: 'demo-zone' } as const;
    expect(missingFrom(everything, [...matterRows, added], [])).toEqual([
      '二级注册造价工程师长三角示范区注册 (practitioner)',
    ]);
  });

  it('wants rows approved; of the others alone one may be left out for long days', () => {
    const [row = ''] = scenariosOf(matterRows).map(scenarioName);
    expect(missingFrom(ending(row, 'not played'), matterRows, specialNames)).toEqual([row]);
    const [special = ''] = specialNames;
    expect(missingFrom(ending(special, 'not played'), matterRows, specialNames)).toEqual([]);
  });

  it('has its columns under each other, Chinese or not', () => {
    const [head = '', ...lines] = tableOf(everything, matterRows, []);
    const column = head.indexOf('outcome');
    const starts = lines
      .filter((line) => line.includes('approved'))
      .map((line) => {
        const name = line.slice(0, line.indexOf('approved'));
        return name.length + (name.match(/[\u2e80-\u9fff\uff00-\uff60]/g)?.length ?? 0);
      });
    expect(new Set(starts)).toEqual(new Set([column]));
  });
});
