import { inject } from 'vitest';
import type { Target } from '../../../local/command/target.ts';

/** What the files of the project know of the local cloud that runs for all of them. */
export interface SharedCloud {
  readonly target: Target;
  readonly dataFolder: string;
  /** The first of its seven ports. */
  readonly port: number;
}

/** The local cloud that runs for all files of the project. */
export const cloud: SharedCloud = inject('cloud');
