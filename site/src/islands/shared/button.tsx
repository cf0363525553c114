import type { ComponentChildren } from 'preact';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  readonly type?: 'button' | 'submit';
  readonly kind?: 'main' | 'plain' | 'bad';
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** The whole name, where the words on the button stand on many buttons; begins with those words. */
  readonly name?: string;
}

const classes = { main: 'button', plain: 'button button-plain', bad: 'button button-bad' } as const;

/** A button. While busy it keeps its size and place, and further clicks do nothing. */
export function Button({
  children,
  onClick,
  type = 'button',
  kind = 'main',
  busy = false,
  disabled = false,
  name,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={classes[kind]}
      disabled={disabled}
      aria-busy={busy}
      aria-label={name}
      onClick={busy ? undefined : onClick}
    >
      {children}
    </button>
  );
}
