import * as z from 'zod';
import type { WaitState } from './definition-schema.ts';
import { type Json, readPath } from './evaluate.ts';

/**
 * When a Wait state that was entered at `enteredMs` ends, milliseconds since 1970; undefined when its path leads to neither
 * whole seconds nor an RFC 3339 timestamp.
 */
export async function wakeTimeMs(state: WaitState, input: Json, enteredMs: number): Promise<number | undefined> {
  if (state.Seconds !== undefined) return enteredMs + state.Seconds * 1000;
  if (state.Timestamp !== undefined) return Date.parse(state.Timestamp);
  const path = state.SecondsPath ?? state.TimestampPath;
  if (path === undefined) return undefined;
  const value = await readPath(path, state.InputPath, input);
  if (state.SecondsPath !== undefined) {
    const seconds = z.int().min(0).max(99_999_999).safeParse(value);
    return seconds.success ? enteredMs + seconds.data * 1000 : undefined;
  }
  const timestamp = z.iso.datetime({ offset: true }).safeParse(value);
  return timestamp.success ? Date.parse(timestamp.data) : undefined;
}
