import { declarationNames } from './declarations.ts';
import { professions } from './professions.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';

/** Each ground of refusal of the profession is answered, and none exists: what bars a registration is refused, so it need not be applied for. */
export function declarationsMade({ row, draft }: Pick<SubmissionFacts, 'row' | 'draft'>): Violation[] {
  if (!row.declares) return [];
  return professions[row.profession].declarations.flatMap((code): Violation[] => {
    const answer = draft.declarations[code];
    const field = `declarations.${code}`;
    const name = declarationNames[code];
    if (answer === undefined) {
      return [{ code: 'declaration-missing', field, message: `请就“${name}”作出声明，选择“无此情形”或“有此情形”。` }];
    }
    if (!answer) return [];
    const message = `您声明“${name}”一项有不予注册的情形，不能提交申请；该情形消除或者期限届满后，再来申请。选错的，请更正。`;
    return [{ code: 'declaration-bars', field, message }];
  });
}
