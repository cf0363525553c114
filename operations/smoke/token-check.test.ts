import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tokenProblems } from './token-check.ts';

const expected = {
  province: { issuer: 'https://login.province.example/realms/people' },
  staff: { issuer: 'https://login.department.example/realms/staff' },
  audience: 'registration-api',
};
const now = new Date(1772413300 * 1000);

const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/identity.md'), 'utf8');
const examples = [...text.matchAll(/```json\n(\{.*?\})\n```/gs)].map(([, json = '']) =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(json)),
);
const [person = {}, , , staff = {}] = examples;

function tokenOf(claims: object, header: object = { alg: 'RS256', kid: '1' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.signature\n`;
}

describe('a token', () => {
  it('of each kind in docs/identity.md fits', () => {
    expect(examples.map(({ party }) => party)).toEqual(['person', 'person', 'legal-person', 'staff']);
    for (const claims of examples) expect(tokenProblems(tokenOf(claims), expected, now)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['of another issuer', { ...person, iss: 'https://login.province.example/' }, 'iss:'],
    ['of a person from the directory of the staff', { ...person, iss: expected.staff.issuer }, 'iss:'],
    ['for another audience', { ...person, aud: ['account'] }, 'aud:'],
    ['that has expired', { ...person, exp: 1772413299 }, 'exp:'],
    ['that begins later', { ...person, nbf: 1772413301 }, 'nbf:'],
    ['without a party', { ...person, party: undefined }, 'party:'],
    ['without a name', { ...person, name: '  ' }, 'name:'],
    ['with another kind of document', { ...person, id_type: '111' }, 'id_type:'],
    ['with a number that is none of its kind', { ...person, id_number: '320106198803150017' }, 'id_number:'],
    ['of a permit without birth date', { ...examples[1], birth_date: undefined }, 'birth_date:'],
    ['of staff without a role that is known', { ...staff, roles: ['administrator'] }, 'roles:'],
    ['of staff without identity number', { ...staff, id_number: undefined }, 'id_number:'],
  ])('%s does not', (_what, claims, problem) => {
    const problems = tokenProblems(tokenOf(claims), expected, now);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${problem}`));
    expect(problems[0]).not.toContain('320106198803150017');
  });

  it.each([
    ['that is opaque', 'abcdef', 'is no JWT'],
    ['that is signed with another algorithm', tokenOf(person, { alg: 'ES256', kid: '1' }), 'alg:'],
    ['without kid', tokenOf(person, { alg: 'RS256' }), 'kid:'],
  ])('%s does not', (_what, token, problem) => {
    expect(tokenProblems(token, expected, now)[0]).toMatch(new RegExp(`^${problem}`));
  });
});
