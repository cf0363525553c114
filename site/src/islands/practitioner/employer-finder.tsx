import { useState } from 'preact/hooks';
import { type KnownEmployer, searchedName, shortestNamePart } from '../../../../domain/employer-names.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { TextField } from '../shared/field.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';

interface EmployerFinderProps {
  readonly onChoose: (employer: KnownEmployer) => void;
}

/** Finds the employer among those that the platform knows, by its credit code or a part of its name. */
export function EmployerFinder({ onChoose }: EmployerFinderProps) {
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [found, setFound] = useState<{ readonly items: readonly KnownEmployer[]; readonly more: boolean } | null>(null);
  const search = useCommand((query: { readonly text: string }) => send('practitioner', 'findEmployers', { query }));

  async function find(): Promise<void> {
    const short = Array.from(searchedName(text)).length < shortestNamePart;
    setMissing(short);
    setFound(short ? null : ((await search.run({ text })) ?? null));
  }

  return (
    <div class="wide finder" role="search">
      <div
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          void find();
        }}
      >
        <TextField
          name="employer-search"
          label="查找聘用企业"
          hint="输入企业名称中连续的两个字以上，或者统一社会信用代码，从结果中选择。"
          value={text}
          maxLength={100}
          error={missing ? `请输入企业名称中连续的${shortestNamePart}个字以上。` : undefined}
          onChange={setText}
        />
      </div>
      <Button kind="plain" busy={search.busy} onClick={() => void find()}>
        {search.busy ? '正在查找…' : '查找'}
      </Button>
      <FailureNotice failure={search.failure} onRetry={() => void find()} />
      {found !== null && (
        <Found
          {...found}
          onChoose={(employer) => {
            setFound(null);
            setText('');
            onChoose(employer);
          }}
        />
      )}
    </div>
  );
}

interface FoundProps extends EmployerFinderProps {
  readonly items: readonly KnownEmployer[];
  readonly more: boolean;
}

function Found({ items, more, onChoose }: FoundProps) {
  if (items.length === 0) {
    return (
      <p role="status">没有找到。请核对后再查，或者在下方按营业执照填写企业的代码和名称；企业确认时将与其证照核对。</p>
    );
  }
  return (
    <div role="status">
      <p>
        {more ? `找到的企业较多，只显示前${items.length}家；没有您的企业的，请多输入几个字。` : '请选择您的聘用企业：'}
      </p>
      <ul class="finder-results">
        {items.map((employer) => (
          <li key={employer.creditCode}>
            <button type="button" class="finder-result" onClick={() => onChoose(employer)}>
              <b>{employer.name}</b>
              <span>{employer.creditCode}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
