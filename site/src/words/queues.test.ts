import { describe, expect, it } from 'vitest';
import { queueOf } from '../../../domain/lifecycle.ts';
import { applicationStates } from '../../../domain/states.ts';
import { departmentQueues } from '../../../domain/staff-access.ts';
import { nextItem, queueNamed, queueOfState } from './queues.ts';

describe('queues', () => {
  it.each(applicationStates)('of the state %s are those of the lifecycle', (state) => {
    const facts = {
      initiator: 'practitioner',
      release: null,
      sealStands: true,
      releaseStands: true,
      employerStep: true,
      statementDue: false,
      decidedByOne: false,
      extended: false,
      publicity: true,
      correctionFrom: null,
      correctionAddressee: null,
    } as const;
    const queue = queueOf(state, facts);
    expect(queueOfState(state)).toBe(departmentQueues.find((name) => name === queue) ?? null);
  });

  it('are read from an address', () => {
    expect(queueNamed('review')).toBe('review');
    expect(queueNamed('everything')).toBeNull();
    expect(queueNamed(null)).toBeNull();
  });

  it('go on with the next item, never with the one just dealt with', () => {
    const [first, second] = [{ applicationId: 'a' }, { applicationId: 'b' }];
    expect(nextItem([first, second], 'a')).toBe(second);
    expect(nextItem([first], 'a')).toBeNull();
    expect(nextItem([], 'a')).toBeNull();
  });
});
