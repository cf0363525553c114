import { useState } from 'preact/hooks';
import { objectionStateNames } from '../../../../domain/objections.ts';
import { caseAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import type { Answer } from '../../forms/contract.ts';
import { instantText } from '../../words/dates.ts';
import { RadioGroup } from '../shared/choices.tsx';
import { Details } from '../shared/details.tsx';
import { Download } from '../shared/download.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { Notice } from '../shared/notice.tsx';
import { OpinionForm } from '../shared/opinion-form.tsx';
import { useLoad } from '../shared/use-load.ts';
import { caseTitle } from './list-row.tsx';

type Objection = Answer<'department', 'getObjection'>;

interface DetailProps {
  readonly id: string;
  readonly roles: readonly string[];
}

/** One objection: what was said and by whom, what shows it, what the person concerned says to it, and its answer. */
export function ObjectionDetail({ id, roles }: DetailProps) {
  const loading = useLoad(id, () => send('department', 'getObjection', { params: { id } }));
  return (
    <LoadView loading={loading}>
      {(objection) => (
        <>
          <Facts objection={objection} />
          <Hearing objection={objection} />
          {objection.state === 'open' && (
            <Handling
              key={objection.version}
              objection={objection}
              roles={roles}
              reload={() => void loading.reload()}
            />
          )}
        </>
      )}
    </LoadView>
  );
}

function Facts({ objection }: { readonly objection: Objection }) {
  const { id, applicationId, number, batchNumber, filedAt, dueAt, state, reason, contactName, contactMobile } =
    objection;
  const { answer, answeredAt, answeredBy, files } = objection;
  const answered = answeredAt === null ? null : `${answeredBy ?? ''} ${instantText(answeredAt)}`;
  return (
    <Details
      title={`${caseTitle(objection)} · ${objectionStateNames[state]}`}
      items={[
        { label: '公示批次', value: batchNumber },
        { label: '受理编号', value: number },
        { label: '提出时间', value: instantText(filedAt) },
        ...(state === 'open' ? [{ label: '答复期限', value: `${instantText(dueAt)} 前` }] : []),
        { label: '异议人', value: contactName },
        { label: '联系电话', value: contactMobile },
        { label: '异议内容', value: reason, wide: true },
        ...(answer === null
          ? []
          : [
              { label: '答复', value: answer, wide: true },
              { label: '答复人', value: answered, wide: true },
            ]),
      ]}
    >
      {files.length > 0 && (
        <ul aria-label="证明材料">
          {files.map((file) => (
            <li key={file.id}>
              {file.name}{' '}
              {file.status === 'ready' ? (
                <Download
                  label="查看"
                  address={() => send('department', 'downloadObjectionFile', { params: { id, fileId: file.id } })}
                />
              ) : (
                <span class="soft">未通过检查</span>
              )}
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        <a class="button button-plain" href={caseAddress(applicationId, 'publicity')}>
          查看申请
        </a>
        <a class="button button-plain" href="/department/objections.html">
          返回列表
        </a>
      </div>
    </Details>
  );
}

function Hearing({ objection: { heardAt, question, statement, statedAt } }: { readonly objection: Objection }) {
  if (heardAt === null) return null;
  return (
    <Details
      title="当事人意见"
      items={[
        { label: '询问', value: question, wide: true },
        { label: '询问时间', value: instantText(heardAt) },
        { label: '陈述时间', value: statedAt === null ? null : instantText(statedAt) },
        { label: '陈述', value: statement ?? '尚未陈述。', wide: true },
      ]}
    />
  );
}

const ways = {
  hear: { label: '听取当事人意见', note: '向申请人询问，不透露异议人', role: ['review', 'decision'] },
  'not-upheld': { label: '异议不成立', note: '书面答复，公示继续', role: ['decision'] },
  upheld: { label: '异议成立', note: '终止公示，不予注册', role: ['decision'] },
} as const;
type Way = keyof typeof ways;

interface HandlingProps {
  readonly objection: Objection;
  readonly roles: readonly string[];
  readonly reload: () => void;
}

function Handling({ objection, roles, reload }: HandlingProps) {
  const names: readonly Way[] = ['hear', 'not-upheld', 'upheld'];
  const open = names.filter(
    (name) => ways[name].role.some((role) => roles.includes(role)) && (name !== 'hear' || objection.heardAt === null),
  );
  const [chosen, setChosen] = useState<string>('');
  const way = open.find((name) => name === chosen);
  if (open.length === 0) return <Notice>由审批人员答复；您可以查看进展。</Notice>;
  return (
    <section class="panel">
      <h2>办理</h2>
      <RadioGroup
        name="way"
        label="办理方式"
        value={chosen}
        choices={open.map((value) => ({ value, label: ways[value].label, note: ways[value].note }))}
        onChange={setChosen}
      />
      {way === 'hear' && <HearForm objection={objection} reload={reload} />}
      {way !== undefined && way !== 'hear' && <AnswerForm objection={objection} outcome={way} reload={reload} />}
    </section>
  );
}

type FormProps = Pick<HandlingProps, 'objection' | 'reload'>;

function HearForm({ objection: { id, version }, reload }: FormProps) {
  return (
    <OpinionForm
      name={`hear-${id}`}
      label="向当事人询问的内容"
      hint="将发给申请人。请用您自己的话写，不要透露异议人是谁。"
      confirm="发出询问"
      act={(question, key) => send('department', 'hearPerson', { params: { id }, body: { version, question } }, key)}
      onDone={reload}
      onReload={reload}
    />
  );
}

function AnswerForm({ objection, outcome, reload }: FormProps & { readonly outcome: 'upheld' | 'not-upheld' }) {
  const { id, version } = objection;
  const upheld = outcome === 'upheld';
  return (
    <OpinionForm
      key={outcome}
      name={`answer-${outcome}-${id}`}
      label="答复"
      hint={upheld ? '异议人凭回执编号看到答复；答复同时作为理由写入不予注册决定书。' : '异议人凭回执编号看到答复。'}
      maxLength={1000}
      confirm={upheld ? '确认异议成立' : '确认异议不成立'}
      bad={upheld}
      {...(upheld ? { flag: '申请人隐瞒有关情况或者提供虚假材料（勾选后，一年内不得再次申请该职业的注册）' } : {})}
      act={(answer, key, falseMaterial) =>
        send(
          'department',
          'answerObjection',
          { params: { id }, body: { version, outcome, answer, falseMaterial } },
          key,
        )
      }
      onDone={reload}
      onReload={reload}
    />
  );
}
