import { fieldId } from './field.tsx';

/** Leads to the input of a field: opens the part of the page that it stands in, puts it in the middle and the focus on it. */
export function focusField(name: string): void {
  const field = document.getElementById(fieldId(name));
  field?.closest('details')?.setAttribute('open', '');
  field?.focus({ preventScroll: true });
  // The input of a file is only there for the keyboard; what is seen of it is the field around it.
  (field?.closest('.field') ?? field)?.scrollIntoView({ block: 'center' });
}
