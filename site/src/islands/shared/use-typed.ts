import { useEffect, useRef, useState } from 'preact/hooks';
import { shapeOf, typedText } from '../../forms/typed-text.ts';

/** What is typed into a form, kept in the tab until `forget`. */
export interface Typed<Content> {
  readonly value: Content;
  readonly change: (value: Content) => void;
  /** True while the form shows what was typed before a sign-in or a closed page. */
  readonly restored: boolean;
  readonly forget: () => void;
}

/** State of a form that outlives the page: `initial` unless something was typed into this form before and never saved. */
export function useTyped<Content extends object>(form: string, initial: Content): Typed<Content> {
  const [value, setValue] = useState(initial);
  const [restored, setRestored] = useState(false);
  const store = useRef<ReturnType<typeof typedText<Content>> | null>(null);
  useEffect(() => {
    const page = `${location.pathname}${location.search}`;
    store.current = typedText(sessionStorage, page, form, shapeOf(initial));
    const kept = store.current.read();
    if (kept === null) return;
    setValue(kept);
    setRestored(true);
    // The form belongs to the page for as long as it is shown: later values of `initial` do not matter.
  }, [form]);
  return {
    value,
    restored,
    change: (changed) => {
      setValue(changed);
      store.current?.keep(changed);
    },
    forget: () => {
      setRestored(false);
      store.current?.forget();
    },
  };
}
