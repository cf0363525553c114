import { useEffect, useRef } from 'preact/hooks';
import { fieldId } from './field.tsx';

/** All that is wrong in a form, above it, with links to the fields. Takes the focus when the list first has something. */
export function FieldSummary({ problems }: { readonly problems: ReadonlyMap<string, string> }) {
  const box = useRef<HTMLDivElement>(null);
  const some = problems.size > 0;
  useEffect(() => {
    if (some) box.current?.focus();
  }, [some]);
  if (!some) return null;
  return (
    <div class="notice notice-bad" role="alert" tabIndex={-1} ref={box}>
      <p class="notice-title">还有 {problems.size} 处需要填写或修改：</p>
      <ul>
        {[...problems].map(([name, message]) => (
          <li key={name}>
            <a href={`#${fieldId(name)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
