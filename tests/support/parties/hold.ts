import type * as z from 'zod';
import { departmentEndpoints } from '../../../api/department.ts';
import type { Party } from './party.ts';

type Held = z.input<typeof departmentEndpoints.holdRegistration.body>;
/** What an officer does to an entry, without the version that they see. */
export type HoldCommand = Held extends infer Each ? (Each extends unknown ? Omit<Each, 'version'> : never) : never;

/** Suspends, locks or frees the registration with a number, on the version that the officer sees. */
export function holdAs(number: string) {
  return async (officer: Party, said: HoldCommand): Promise<void> => {
    const { items } = await officer.send(departmentEndpoints.findRegistration, { query: { number } });
    const [entry] = items;
    if (entry === undefined) throw new Error(`the register has no ${number}`);
    const body: Held = { ...said, version: entry.version };
    await officer.send(departmentEndpoints.holdRegistration, { params: { number }, body });
  };
}
