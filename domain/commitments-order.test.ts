import { describe, expect, it } from 'vitest';
import { coveredContent } from './commitments.ts';
import { commitmentKinds } from './standing.ts';
import { makeApplication, makeRegistration } from './test-facts.ts';

/** The same value with the names of every object in the opposite order, as a store that keeps none may answer it. */
function turned<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(turned) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, turned(each as unknown)]),
  ) as Value;
}

describe('what a commitment covers', () => {
  it.each(commitmentKinds)('is the same in whatever order a store names its parts: %s', (kind) => {
    const application = makeApplication({
      matter: 'renewal',
      registrations: [makeRegistration()],
      supplement: { kind: 'company-qualification', qualification: { type: '工程设计行业资质', number: 'A132000001' } },
    });
    expect(coveredContent(kind, turned(application))).toBe(coveredContent(kind, application));
  });
});
