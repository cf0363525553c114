import type { Party } from '../parties/party.ts';

/** A party whose answered calls are written down: `answered` takes every endpoint that answered with success. */
export function recorded(party: Party, answered: Set<object>): Party {
  return {
    ...party,
    send: async (endpoint, input, idempotencyKey) => {
      const answer = await party.send(endpoint, input, idempotencyKey);
      answered.add(endpoint);
      return answer;
    },
  };
}
