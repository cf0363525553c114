import { useState } from 'preact/hooks';
import { findProof } from '../../../../api/work-proof.ts';
import { type ProfessionCode, professionCodes, professions } from '../../../../domain/professions.ts';
import { questionText } from '../../../../domain/register-search.ts';
import { typedRegistrationNumber } from '../../../../domain/typed.ts';
import {
  type FoundRegistrations,
  questionOf,
  type RegisterForm,
  searchProblems,
  searchWays,
} from '../../words/register-search.ts';
import { registrationNumberHint } from '../../words/registration.ts';
import { failureOf } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { RadioGroup } from '../shared/choices.tsx';
import { Select, TextField } from '../shared/field.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { useReady } from '../shared/use-ready.ts';
import { FoundPersons } from './found-persons.tsx';
import { SearchForm } from './search-form.tsx';
import { useSearch } from './use-search.ts';

interface Question {
  readonly form: RegisterForm;
  readonly page: number;
}

/** 注册人员查询: the public register by person, employer or number. */
export function RegisterSearch() {
  const [form, setForm] = useState<RegisterForm>({ by: 'person', name: '', profession: '', employer: '', number: '' });
  // Who asks more than an office does works for each question before it is answered: said while it lasts.
  const [working, setWorking] = useState(false);
  const { attempts, busy, answer, failure, search, untried } = useSearch(
    (question: Question) => searchProblems(question.form).size === 0,
    (question) => ask(question, setWorking),
  );
  const ready = useReady();
  const problems = attempts > 0 ? searchProblems(form) : new Map<string, string>();

  const field = (name: 'name' | 'employer' | 'number' | 'profession') => ({
    name,
    value: form[name],
    error: problems.get(name),
    disabled: !ready,
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  });
  return (
    <>
      <SearchForm
        state={{ attempts, busy }}
        problems={problems}
        ready={ready}
        label={!busy ? '查询' : working ? '正在完成自动验证…' : '正在查询…'}
        onSearch={() => void search({ form, page: 1 })}
      >
        <RadioGroup
          name="by"
          label="查询方式"
          choices={searchWays}
          value={form.by}
          onChange={(by) => {
            const way = searchWays.find(({ value }) => value === by);
            if (way !== undefined) setForm({ ...form, by: way.value });
            untried();
          }}
        />
        <div class="field-grid">
          {form.by === 'person' && (
            <>
              <TextField {...field('name')} label="姓名" hint="须填写完整的姓名。" required />
              <Select
                {...field('profession')}
                label="注册类别"
                options={professionCodes.map((code: ProfessionCode) => ({
                  value: code,
                  label: professions[code].name,
                }))}
                required
              />
            </>
          )}
          {form.by === 'employer' && (
            <TextField {...field('employer')} label="聘用企业" hint="企业全称，或者18位统一社会信用代码。" required />
          )}
          {form.by === 'number' && (
            <TextField
              {...field('number')}
              label="注册编号"
              hint={registrationNumberHint}
              clean={typedRegistrationNumber}
              required
            />
          )}
        </div>
      </SearchForm>
      <div aria-live="polite" class="group">
        {answer !== null && (
          <FoundPersons
            found={answer.found}
            page={answer.question.page}
            busy={busy}
            onPage={(page) => void search({ ...answer.question, page })}
          />
        )}
        <FailureNotice failure={failure} onRetry={() => void search({ form, page: 1 })} />
      </div>
    </>
  );
}

async function ask({ form, page }: Question, tell: (working: boolean) => void): Promise<FoundRegistrations> {
  const question = questionOf(form);
  const body = { question, page, proof: null };
  tell(false);
  try {
    return await send('public', 'searchRegister', { body });
  } catch (error) {
    if (failureOf(error).code !== 'proof-needed') throw error;
    tell(true);
    const proof = await findProof(questionText(question), new Date());
    tell(false);
    return await send('public', 'searchRegister', { body: { ...body, proof } });
  }
}
