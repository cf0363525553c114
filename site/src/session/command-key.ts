/**
 * The idempotency keys of one button: a repeated click of the same command after a failure that may have reached the
 * server gets the same key, so that it cannot act twice; anything else gets a new one.
 */
export interface CommandKeys {
  /** The key for a command with this content. */
  readonly keyFor: (content: unknown) => string;
  /** Forgets the key: the command was answered. */
  readonly answered: () => void;
}

/** Makes the keys of one button. `newKey` gives a random UUID. */
export function commandKeys(newKey: () => string): CommandKeys {
  let last: { readonly content: string; readonly key: string } | null = null;
  return {
    keyFor: (content) => {
      const text = JSON.stringify(content);
      if (last?.content !== text) last = { content: text, key: newKey() };
      return last.key;
    },
    answered: () => {
      last = null;
    },
  };
}
