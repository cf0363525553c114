import { fieldId } from './field.tsx';
import { focusField } from './focus-field.ts';

/** A link that leads to an input of this page. */
export function WayToField({ name }: { readonly name: string }) {
  return (
    <a
      href={`#${fieldId(name)}`}
      onClick={(event) => {
        event.preventDefault();
        focusField(name);
      }}
    >
      去修改
    </a>
  );
}
