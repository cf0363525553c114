import { useState } from 'preact/hooks';
import { typedRegistrationNumber } from '../../../../domain/typed.ts';
import { Button } from '../shared/button.tsx';
import { TextField } from '../shared/field.tsx';

interface NumberSearchProps {
  readonly label: string;
  readonly hint: string;
  readonly initial: string;
  readonly onSearch: (number: string) => void;
}

/** A field for a number and the button to look it up. */
export function NumberSearch({ label, hint, initial, onSearch }: NumberSearchProps) {
  const [number, setNumber] = useState(initial);
  const [missing, setMissing] = useState(false);
  return (
    <form
      class="panel"
      role="search"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = typedRegistrationNumber(number);
        setMissing(wanted === '');
        if (wanted !== '') onSearch(wanted);
      }}
    >
      <TextField
        name="number"
        label={label}
        hint={hint}
        value={number}
        maxLength={40}
        clean={typedRegistrationNumber}
        error={missing ? `请填写${label}。` : undefined}
        onChange={setNumber}
      />
      <div class="actions">
        <Button type="submit">查询</Button>
      </div>
    </form>
  );
}
