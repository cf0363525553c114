import { useState } from 'preact/hooks';
import type { DepartmentCaseView } from '../../../../api/department-case-view.ts';
import { chineseDate } from '../../../../domain/calendar-dates.ts';
import { holdGroundCodes, holdGrounds, stopsClock } from '../../../../domain/hold-grounds.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { TextArea, TextField } from '../shared/field.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { ReasonButton } from '../shared/reason-button.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useKeys } from './use-keys.ts';

interface DeskPanelProps {
  readonly application: DepartmentCaseView;
  readonly onReload: () => void;
}

/** What an officer does beside deciding: holds the case, notes something, looks at the whole identity number. */
export function DeskPanel({ application, onReload }: DeskPanelProps) {
  const { id, version, hold } = application;
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<{ idNumber: string; formerIdNumber: string | null } | null>(null);
  const resume = useCommand(async (_: string, key: string) => {
    const answer = await send('department', 'resumeCase', { params: { id }, body: { version } }, key);
    onReload();
    return answer;
  });
  const isOpen = application.dueAt !== null;
  useKeys({ h: isOpen && hold === null ? () => setAsking(true) : undefined });
  return (
    <>
      {hold !== null && (
        <Notice tone="held" title={`已挂起：${holdGrounds[hold.ground].name}，至${chineseDate(hold.until)}止`}>
          <p class="lines">{hold.reason}</p>
          <p>{stopsClock(hold.ground) ? '其间不计入审查期限。' : '办理期限照常计算。'}</p>
          <Button kind="plain" busy={resume.busy} onClick={() => void resume.run('')}>
            恢复办理
          </Button>
          <FailureNotice failure={resume.failure} onReload={onReload} />
        </Notice>
      )}
      <div class="actions" role="group" aria-label="其他操作">
        {isOpen && hold === null && (
          <Button kind="plain" onClick={() => setAsking(true)}>
            挂起
          </Button>
        )}
        <ReasonButton
          name={`note-${id}`}
          title="内部备注"
          explanation="备注仅工作人员可见，写入后不能修改。"
          label="备注"
          confirm="写入备注"
          required
          act={(text, key) => send('department', 'addNote', { params: { id }, body: { text } }, key)}
          onDone={onReload}
        >
          备注
        </ReasonButton>
        <ReasonButton
          name={`identity-${id}`}
          title="查看完整证件号码"
          explanation="查看人、时间和理由将记入办理记录，申请人可以看到有人查看。"
          label="查看理由"
          confirm="查看"
          required
          act={async (reason, key) => {
            setShown(await send('department', 'showIdentityNumber', { params: { id }, body: { reason } }, key));
            return true;
          }}
          onDone={onReload}
        >
          完整证件号码
        </ReasonButton>
      </div>
      {shown !== null && (
        <Notice title={`证件号码：${shown.idNumber}`}>
          {shown.formerIdNumber !== null && <p>原证件号码：{shown.formerIdNumber}</p>}
        </Notice>
      )}
      {asking && <HoldDialog application={application} onClose={() => setAsking(false)} onDone={onReload} />}
    </>
  );
}

interface HoldDialogProps {
  readonly application: DepartmentCaseView;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function HoldDialog({ application: { id, version, state }, onClose, onDone }: HoldDialogProps) {
  const [ground, setGround] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const command = useCommand(
    async (body: { version: number; ground: (typeof holdGroundCodes)[number]; reason: string; until: string }, key) =>
      await send('department', 'holdCase', { params: { id }, body }, key),
  );
  // The clock of the decision runs at review and decision alone.
  const offered = holdGroundCodes.filter((code) => !stopsClock(code) || state !== 'awaiting-acceptance');
  async function submit(): Promise<void> {
    const chosen = offered.find((code) => code === ground);
    if (chosen === undefined) return;
    if ((await command.run({ version, ground: chosen, reason, until })) === undefined) return;
    onClose();
    onDone();
  }
  return (
    <Dialog title="挂起" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FailureNotice failure={command.failure} onReload={onDone} />
        <RadioGroup
          name="ground"
          label="挂起事由"
          required
          value={ground}
          onChange={setGround}
          choices={offered.map((code) => ({
            value: code,
            label: holdGrounds[code].name,
            note: stopsClock(code) ? '不计入审查期限，书面告知当事人' : '期限照常计算，仅工作人员可见',
          }))}
        />
        <TextField name="until" label="至" type="date" required value={until} onChange={setUntil} />
        <TextArea name="reason" label="说明" required maxLength={300} value={reason} onChange={setReason} />
        <div class="actions">
          <Button type="submit" busy={command.busy} disabled={ground === '' || until === '' || reason.trim() === ''}>
            确认挂起
          </Button>
          <Button kind="plain" onClick={onClose}>
            取消
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
