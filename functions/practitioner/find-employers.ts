import { type KnownEmployer, searchedName, shortestNamePart } from '../../domain/employer-names.ts';
import { isCreditCode } from '../../domain/identifiers.ts';
import { typedCreditCode } from '../../domain/typed.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { withinQuota } from '../records/quotas.ts';
import { findKnownEmployers, type FoundEmployers, readKnownEmployer } from '../register/known-employers.ts';

/** Finds the employers that somebody can mean who types a credit code or a part of a name. A company that another has taken the place of is answered by that one. */
export async function findEmployers(caller: PersonCaller, text: string, now: Date): Promise<Result<FoundEmployers>> {
  const part = searchedName(text);
  if (Array.from(part).length < shortestNamePart) {
    return refuse('invalid-request', `请输入企业名称中连续的${shortestNamePart}个字以上，或者18位统一社会信用代码。`);
  }
  const creditCode = typedCreditCode(text);
  return await withinQuota({ quota: 'employer', owner: caller.personId, now }, async () =>
    done(isCreditCode(creditCode) ? { items: await named(creditCode), more: false } : await findKnownEmployers(part)),
  );
}

async function named(creditCode: string): Promise<KnownEmployer[]> {
  const known = await readKnownEmployer(creditCode);
  if (known === undefined) return [];
  return [known.successor ?? { creditCode: known.creditCode, name: known.name }];
}
