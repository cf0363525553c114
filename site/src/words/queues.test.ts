import { describe, expect, it } from 'vitest';
import { departmentQueues as queuesOfApi } from '../../../api/department.ts';
import { applicationStates, queueOf } from '../../../domain/lifecycle.ts';
import { departmentQueues, nextItem, queueNamed, queueOfState, queuesOf } from './queues.ts';

describe('queues', () => {
  it('are those of the API', () => expect(departmentQueues).toEqual(queuesOfApi));

  it.each(applicationStates)('of the state %s are those of the lifecycle', (state) => {
    const facts = {
      initiator: 'practitioner',
      release: false,
      employerStep: true,
      publicity: true,
      correctionFrom: null,
      correctionAddressee: null,
    } as const;
    const queue = queueOf(state, facts);
    expect(queueOfState(state)).toBe(departmentQueues.find((name) => name === queue) ?? null);
  });

  it('are offered by role', () => {
    expect(queuesOf(['acceptance'])).toEqual(['acceptance']);
    expect(queuesOf(['review', 'decision'])).toEqual(['review', 'decision', 'publicity']);
    expect(queuesOf(['registrar'])).toEqual([]);
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
