import { describe, expect, it } from 'vitest';
import { correctedApplicationOf, fieldNotes, inputOfField, profileNotes } from './correction-notes.ts';

const item = (field: string | null, problem: string) => ({ field, subject: '材料', problem, answer: null });

describe('the notes beside the fields', () => {
  it('carry the number of their item and stand together where a field has several', () => {
    const items = [item('files.contract', '缺页。'), item(null, '请说明。'), item('files.contract', '不清晰。')];
    expect([...fieldNotes(items)]).toEqual([['files.contract', '第1项需要补正：缺页。\n第3项需要补正：不清晰。']]);
  });

  it('of the supplement stand beside what the profession asks for', () => {
    expect(inputOfField('supplement', 'cost-consultancy')).toBe('isCostConsultancy');
    expect([...fieldNotes([item('supplement', '已过期。')], 'company-qualification').keys()]).toEqual([
      'qualificationType',
    ]);
  });

  it('of the profile stand on its own page, as long as the notice is open', () => {
    const items = [item('files.contract', '缺页。'), item('profile.address', '请写明门牌号。')];
    const correction = { from: 'awaiting-acceptance', addressee: 'practitioner', items, laterReason: null } as const;
    const open = profileNotes({ correction, actions: ['answer-correction'] });
    expect([...open]).toEqual([['address', '第2项需要补正：请写明门牌号。']]);
    expect(profileNotes({ correction, actions: ['withdraw'] }).size).toBe(0);
    expect(profileNotes({ correction: null, actions: ['submit'] }).size).toBe(0);
  });

  it('are looked for in the application that leads here only', () => {
    expect(correctedApplicationOf('/practitioner/application.html?id=a-1&step=4')).toBe('a-1');
    expect(correctedApplicationOf('/practitioner/application.html')).toBeNull();
    expect(correctedApplicationOf('/practitioner/apply.html?id=a-1')).toBeNull();
    expect(correctedApplicationOf(null)).toBeNull();
  });
});
