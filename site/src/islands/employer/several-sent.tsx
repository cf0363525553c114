import { useEffect, useRef, useState } from 'preact/hooks';
import type { FileView } from '../../../../api/application.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import { groundOf } from '../../../../domain/grounds.ts';
import { professions } from '../../../../domain/professions.ts';
import type { Answer } from '../../forms/contract.ts';
import { type Evidence, openApplicationOf } from '../../forms/cancellation-form.ts';
import { type Sent, sendEach, type SeveralBody } from '../../forms/several-cancellations.ts';
import { applicationAddress } from '../../session/addresses.ts';
import { failureOf } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { GroundEvidence } from '../shared/ground-evidence.tsx';

interface SeveralSentProps {
  readonly people: readonly RegistrationView[];
  readonly body: SeveralBody;
  readonly judged: Answer<'employer', 'judgeCancellations'>['items'];
  readonly onBack: () => void;
  /** Told when sending begins and when it is over: nothing may be closed in between. */
  readonly onBusy: (busy: boolean) => void;
  /** Told for whom an application was begun, each time that sending is over and there is somebody. */
  readonly onBegun: (numbers: readonly string[]) => void;
  readonly onClose: () => void;
}

/** For whom it can be done, why not for others, and what came of each once it is sent; what failed can be sent again without doing anything twice. */
export function SeveralSent({ people, body, judged, onBack, onBusy, onBegun, onClose }: SeveralSentProps) {
  const keys = useRef(new Map<string, string>());
  const [sent, setSent] = useState<ReadonlyMap<string, Sent>>(new Map());
  const [busy, setBusy] = useState(false);
  const summary = useRef<HTMLParagraphElement>(null);
  // The form before was longer: what came of it begins here.
  useEffect(() => summary.current?.focus(), []);
  const [folder] = useState(() => crypto.randomUUID());
  const [files, setFiles] = useState<ReadonlyMap<string, FileView>>(new Map());
  const fileOf = (number: string) => files.get(number) ?? null;
  const evidenceOf = (number: string) => {
    const file = fileOf(number);
    return file === null ? null : { folder, fileId: file.id };
  };
  const keep = (number: string, file: FileView | null) => {
    // Uploads end in any order: what stands is asked when one does.
    setFiles((present) => {
      const others = [...present].filter(([other]) => other !== number);
      return new Map(file === null ? others : [...others, [number, file]]);
    });
  };
  const possible = judged.filter(({ reason }) => reason === null).map(({ number }) => number);
  const open = possible.filter((number) => sent.get(number)?.kind !== 'begun');
  const begun = possible.length - open.length;
  // One after another: a page has one field of a name.
  const unshown = open.find((number) => fileOf(number) === null && asksEvidence(people, number, body));

  async function go(): Promise<void> {
    const set = (running: boolean) => {
      setBusy(running);
      onBusy(running);
    };
    let latest = sent;
    set(true);
    try {
      await sendEach(
        open,
        { sent, keys: keys.current },
        (number, key) => begin(number, { ...body, evidence: evidenceOf(number) }, key),
        (answered) => {
          latest = answered;
          setSent(answered);
        },
      );
    } finally {
      set(false);
      const numbers = begunOf(latest);
      if (numbers.length > 0) onBegun(numbers);
    }
  }

  return (
    <>
      <p role="status" tabIndex={-1} ref={summary}>
        {sent.size === 0
          ? `可以申请的 ${possible.length} 人，不能申请的 ${judged.length - possible.length} 人。`
          : `已发起 ${begun} 件${busy ? `，还有 ${open.length} 件正在提交…` : open.length > 0 ? `，${open.length} 件没有成功。` : '，请逐件签字盖章后上传。'}`}
      </p>
      <ul class="list">
        {judged.map(({ number, reason }) => (
          <li key={number} class="row">
            <div>
              <p class="row-title">
                {titleOf(people, number)} <Outcome reason={reason} sent={sent.get(number)} />
              </p>
              <p class="soft">注册编号 {number}</p>
              {reason !== null && <p>{reason}</p>}
              <Message sent={sent.get(number)} />
              {open.includes(number) && (fileOf(number) !== null || number === unshown) && (
                <GroundEvidence
                  target={{
                    api: 'employer',
                    applicationId: folder,
                    registrationNumber: number,
                    slot: 'ground-evidence',
                  }}
                  file={fileOf(number)}
                  optional={false}
                  error={undefined}
                  onReady={(file) => keep(number, file)}
                  onClear={() => keep(number, null)}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      <div class="actions">
        {open.length > 0 && (
          <Button kind="bad" busy={busy} onClick={() => void go()}>
            {sent.size === 0 ? `为 ${open.length} 人提交` : `重试没有成功的 ${open.length} 人`}
          </Button>
        )}
        {sent.size === 0 && (
          <Button kind="plain" disabled={busy} onClick={onBack}>
            返回修改
          </Button>
        )}
        <Button kind="plain" disabled={busy} onClick={onClose}>
          {begun > 0 ? '完成' : '取消'}
        </Button>
      </div>
    </>
  );
}

/** For whom an application was begun. */
function begunOf(sent: ReadonlyMap<string, Sent>): readonly string[] {
  return [...sent].flatMap(([number, { kind }]) => (kind === 'begun' ? [number] : []));
}

/** True where the ground asks for what shows it, which differs from person to person. */
function asksEvidence(people: readonly RegistrationView[], number: string, { ground }: SeveralBody): boolean {
  const person = people.find((each) => each.number === number);
  return person !== undefined && groundOf(ground, person.profession)?.uploadedBy.includes('employer') === true;
}

/** Begins one as its own command; a refusal is what came of it. */
async function begin(
  number: string,
  body: SeveralBody & { readonly evidence: Evidence | null },
  key: string,
): Promise<Sent> {
  try {
    const { id } = await send('employer', 'beginCancellation', { params: { number }, body }, key);
    return { kind: 'begun', applicationId: id };
  } catch (error) {
    const failure = failureOf(error);
    const message = failure.errors[0]?.code === 'evidence-missing' ? failure.errors[0].message : failure.message;
    return { kind: 'failed', message, openApplicationId: openApplicationOf(failure) };
  }
}

function titleOf(people: readonly RegistrationView[], number: string): string {
  const person = people.find((each) => each.number === number);
  return person === undefined ? number : `${person.holderName} · ${professions[person.profession].name}`;
}

function Outcome({ reason, sent }: { readonly reason: string | null; readonly sent: Sent | undefined }) {
  if (reason !== null) return <span class="badge badge-bad">不能申请</span>;
  if (sent === undefined) return <span class="badge badge-good">可以申请</span>;
  return sent.kind === 'begun' ? (
    <span class="badge badge-good">已发起</span>
  ) : (
    <span class="badge badge-bad">没有成功</span>
  );
}

function Message({ sent }: { readonly sent: Sent | undefined }) {
  if (sent === undefined) return null;
  if (sent.kind === 'begun') {
    return (
      <p>
        <a href={applicationAddress('employer', sent.applicationId)}>去签字盖章</a>
      </p>
    );
  }
  return (
    <p>
      {sent.message}
      {sent.openApplicationId !== null && (
        <a href={applicationAddress('employer', sent.openApplicationId)}>查看正在办理的注销申请</a>
      )}
    </p>
  );
}
