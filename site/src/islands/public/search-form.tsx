import type { ComponentChildren } from 'preact';
import { Button } from '../shared/button.tsx';
import { FieldSummary } from '../shared/field-summary.tsx';
import type { Search } from './use-search.ts';

interface SearchFormProps {
  readonly state: Pick<Search<never, unknown>, 'attempts' | 'busy'>;
  readonly problems: ReadonlyMap<string, string>;
  /** False until the page's script runs. */
  readonly ready: boolean;
  /** What stands on the button. */
  readonly label: string;
  readonly onSearch: () => void;
  readonly children: ComponentChildren;
}

/** The form of a search that anybody may ask, with what is wrong in it above its fields. */
export function SearchForm({ state: { attempts, busy }, problems, ready, label, onSearch, children }: SearchFormProps) {
  return (
    <form
      class="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSearch();
      }}
    >
      <FieldSummary key={attempts} problems={problems} />
      {children}
      <div class="actions">
        <Button type="submit" busy={busy} disabled={!ready}>
          {label}
        </Button>
      </div>
    </form>
  );
}
