import { useState } from 'preact/hooks';
import { messagesByField } from '../../session/problem.ts';
import type { Command } from './use-command.ts';

/** A form as `CheckedForm` shows it. */
export interface Checked {
  /** How often somebody has tried to send it. */
  readonly attempts: number;
  /** What is wrong, by field: told from the first attempt on. */
  readonly problems: ReadonlyMap<string, string>;
  /** What stands beside each field: what is wrong, or what the API has refused. */
  readonly messages: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

/**
 * Checks a form before its command is sent. `wrong`: what is wrong with it as it is; `submit` answers undefined when nothing
 * came of it; a form without problems whose content is null is not sent either.
 */
export function useChecked<Body, Result>(
  wrong: ReadonlyMap<string, string>,
  command: Command<Body, Result>,
): Checked & { readonly submit: (body: () => Body | null) => Promise<Result | undefined> } {
  const [attempts, setAttempts] = useState(0);
  const problems = attempts > 0 ? wrong : none;
  return {
    attempts,
    problems,
    messages: new Map([...messagesByField(command.failure?.errors ?? []), ...problems]),
    submit: async (body) => {
      setAttempts(attempts + 1);
      const content = wrong.size > 0 ? null : body();
      return content === null ? undefined : await command.run(content);
    },
  };
}
