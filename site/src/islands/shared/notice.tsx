import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Failure, fieldName } from '../../session/problem.ts';
import { fieldId } from './field.tsx';

/** What a message is: told, to be careful of, bad, good, about what is held or was taken away, about what has passed, or that nothing is known. Each has its colour. */
export type Tone = 'info' | 'warn' | 'held' | 'bad' | 'taken' | 'good' | 'past' | 'unknown';

interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children?: ComponentChildren;
}

/** A message in the page. Urgent ones are read out at once. */
export function Notice({ tone = 'info', title, children }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {title !== undefined && <p class="notice-title">{title}</p>}
      {children}
    </div>
  );
}

interface FailureProps {
  readonly failure: Failure | null;
  readonly onRetry?: () => void;
  /** Offered when somebody else changed the same thing meanwhile. */
  readonly onReload?: () => void;
  /** Leaves the focus where it is: nobody asked for what failed, and somebody may be typing. It is read out all the same. */
  readonly unasked?: boolean;
}

/** Says why something failed, lists the fields that are wrong with links to them, and takes the focus. */
export function FailureNotice({ failure, onRetry, onReload, unasked = false }: FailureProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure !== null && !unasked) box.current?.focus();
  }, [failure, unasked]);
  if (failure === null) return null;
  const reloads = failure.code === 'changed-meanwhile' || failure.code === 'not-in-this-state';
  return (
    <div class="notice notice-bad" role="alert" tabIndex={-1} ref={box}>
      <p class="notice-title">{failure.message}</p>
      {failure.errors.length > 0 && (
        <ul>
          {failure.errors.map(({ field, message }) => (
            <li key={`${field}${message}`}>
              <a href={`#${fieldId(fieldName(field))}`}>{message}</a>
            </li>
          ))}
        </ul>
      )}
      {failure.retry && onRetry !== undefined && (
        <button type="button" class="button button-plain" onClick={onRetry}>
          重试
        </button>
      )}
      {reloads && onReload !== undefined && (
        <button type="button" class="button button-plain" onClick={onReload}>
          载入最新内容
        </button>
      )}
    </div>
  );
}
