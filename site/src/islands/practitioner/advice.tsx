import type { FieldError } from '../../../../api/problems.ts';
import { Notice } from '../shared/notice.tsx';

/** What does not keep an application from being submitted and is to be known before it is. */
export function Advice({ warnings }: { readonly warnings: readonly FieldError[] }) {
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warn" title="提交前请注意：">
      <ul>
        {warnings.map(({ code, message }) => (
          <li key={code}>{message}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** The hours of continuing education that the application lacks: told before anything else is filled in. */
export function MissingHours({ problems }: { readonly problems: readonly FieldError[] }) {
  const missing = problems.find(({ code }) => code === 'education-hours-missing');
  if (missing === undefined) return null;
  return (
    <Notice tone="warn" title="继续教育学时不足，补足前不能提交。">
      <p>{missing.message}</p>
      <a href="/practitioner/education.html">查看继续教育学时</a>
    </Notice>
  );
}
