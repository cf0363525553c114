import { randomInt } from 'node:crypto';
import type { SecretProperties } from './settings.ts';

type Rules = SecretProperties['GenerateSecretString'];

const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/**
 * A secret string by the rules of `GenerateSecretString` ("AWS::SecretsManager::Secret GenerateSecretString"). With a template the password
 * becomes a member of its JSON. Throws when the rules leave no character, or fewer places than kinds of character.
 */
export function generateSecretString(rules: Rules): string {
  const password = generatePassword(rules);
  if (rules.SecretStringTemplate === undefined || rules.GenerateStringKey === undefined) return password;
  const template: unknown = JSON.parse(rules.SecretStringTemplate);
  if (typeof template !== 'object' || template === null) throw new Error('SecretStringTemplate must be a JSON object');
  return JSON.stringify({ ...template, [rules.GenerateStringKey]: password });
}

function generatePassword(rules: Rules): string {
  const kinds = [
    rules.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    rules.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    rules.ExcludeNumbers ? '' : '0123456789',
    rules.ExcludePunctuation ? '' : punctuation,
    rules.IncludeSpace ? ' ' : '',
  ]
    .map((kind) => Array.from(kind).filter((character) => !rules.ExcludeCharacters.includes(character)))
    .filter((kind) => kind.length > 0);
  const required = rules.RequireEachIncludedType ? kinds.map(pick) : [];
  if (kinds.length === 0 || required.length > rules.PasswordLength)
    throw new Error('No password satisfies GenerateSecretString');
  const all = kinds.flat();
  const free = Array.from({ length: rules.PasswordLength - required.length }, () => pick(all));
  return shuffled([...required, ...free]).join('');
}

function pick(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? '';
}

function shuffled(characters: readonly string[]): string[] {
  const rest = [...characters];
  return characters.flatMap(() => rest.splice(randomInt(rest.length), 1));
}
