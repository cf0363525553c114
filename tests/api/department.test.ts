import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints as endpoints } from '../../api/department.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { companyPaths } from './department/company.ts';
import { deskPaths } from './department/desk.ts';
import { figurePaths } from './department/figure.ts';
import { jobPaths } from './department/job.ts';
import { objectionPaths } from './department/objection.ts';
import { publicationPaths } from './department/publication.ts';
import { registerPaths } from './department/register.ts';
import { list } from './department/desk.ts';
import { answered, prepareScene, staff } from './department/scene.ts';

const happyPaths = {
  ...publicationPaths,
  ...deskPaths,
  ...objectionPaths,
  ...registerPaths,
  ...companyPaths,
  ...jobPaths,
  ...figurePaths,
} satisfies Record<keyof typeof endpoints, () => Promise<void>>;

beforeAll(async () => await prepareScene(accountsOf(import.meta.filename)));

describe('the API of the department answers', () => {
  const names = Object.keys(happyPaths) as (keyof typeof happyPaths)[];

  it.each(names)('%s', async (name) => {
    answered.clear();
    await happyPaths[name]();
    expect(answered.has(endpoints[name]), 'the endpoint itself has answered').toBe(true);
  });

  it('no endpoint is left out', () => {
    expect(names.toSorted()).toEqual(Object.keys(endpoints).toSorted());
  });

  it('a queue is paged, soonest due first, and every item is listed once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: { queue: 'acceptance'; cursor?: string } =
        cursor === null ? { queue: 'acceptance' } : { queue: 'acceptance', cursor };
      const page: Awaited<ReturnType<typeof list>> = await list(staff.acceptance, query);
      seen.push(...page.items.map(({ dueAt, applicationId }) => `${dueAt} ${applicationId}`));
      cursor = page.cursor;
    } while (cursor !== null);
    expect(seen).toEqual(seen.toSorted());
    expect(new Set(seen).size).toBe(seen.length);
  });
});
