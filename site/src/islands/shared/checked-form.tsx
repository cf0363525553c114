import type { ComponentChildren } from 'preact';
import type { Failure } from '../../session/problem.ts';
import { FieldSummary } from './field-summary.tsx';
import { FailureNotice } from './notice.tsx';
import type { Checked } from './use-checked.ts';

interface CheckedFormProps {
  readonly form: Checked;
  /** Why it was refused, where the form does not say so otherwise. */
  readonly failure: Failure | null;
  readonly onSubmit: () => void;
  /** Offered when somebody else changed the same thing meanwhile. */
  readonly onReload?: () => void;
  /** Before everything else. */
  readonly before?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A form with what is wrong in it, or why it was refused, above its fields. */
export function CheckedForm({ form, failure, onSubmit, onReload, before, children }: CheckedFormProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {before}
      <FieldSummary key={form.attempts} problems={form.problems} />
      <FailureNotice failure={failure} onRetry={onSubmit} {...(onReload === undefined ? {} : { onReload })} />
      {children}
    </form>
  );
}
