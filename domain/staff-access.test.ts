import { describe, expect, it } from 'vitest';
import { departmentQueues, mayRead, queuesOf, staffReads, staffRoles } from './staff-access.ts';

const things = Object.keys(staffReads) as (keyof typeof staffReads)[];

describe('what a role may read', () => {
  it('is nothing without a role, or with one that nobody knows', () => {
    for (const held of [[], ['administrator']]) {
      expect(things.filter((what) => mayRead(what, held))).toEqual([]);
      expect(queuesOf(held)).toEqual([]);
    }
  });

  it('is the register, its export and the lists for the registrar, and of officers everything but the lists for the head alone', () => {
    expect(things.filter((what) => mayRead(what, ['registrar']))).toEqual(['register', 'register-export', 'lists']);
    for (const role of ['acceptance', 'review']) {
      expect(things.filter((what) => mayRead(what, [role]))).toEqual(
        things.filter((what) => !['audit', 'figures', 'register-export', 'lists'].includes(what)),
      );
    }
    expect(things.filter((what) => mayRead(what, ['decision']))).toEqual(things.filter((what) => what !== 'lists'));
  });

  it('each queue is somebody’s', () => {
    expect(queuesOf(staffRoles)).toEqual(departmentQueues);
    expect(queuesOf(['review', 'decision'])).toEqual(['review', 'decision', 'publicity']);
    expect(queuesOf(['registrar'])).toEqual([]);
  });
});
