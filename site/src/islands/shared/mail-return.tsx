import type { MailReturnView } from '../../../../api/mail-returns.ts';
import { chineseDate } from '../../../../domain/calendar-dates.ts';
import { typedEmail } from '../../../../domain/typed.ts';
import { Checkbox } from './checkbox.tsx';
import { Notice } from './notice.tsx';

interface MailReturnProps {
  readonly returned: MailReturnView;
  /** The address whose mail came back, and the one that stands in the field now. */
  readonly address: string | null;
  readonly typed: string;
  readonly again: boolean;
  readonly onAgain: (again: boolean) => void;
}

const whatHappened = {
  bounced: '的通知邮件被退回，对方邮件系统无法投递。',
  complained: '的通知邮件被标记为垃圾邮件。',
} as const satisfies Record<NonNullable<MailReturnView>['reason'], string>;

/** Says that e-mail to the saved address came back and is not sent any more, and takes that it is meant all the same. */
export function MailReturnNotice({ returned, address, typed, again, onAgain }: MailReturnProps) {
  if (returned === null || address === null) return null;
  return (
    <>
      <Notice tone="warn" title="已保存的邮箱收不到平台的邮件">
        <p class="lines">
          {chineseDate(returned.on)}，发往{address}
          {whatHappened[returned.reason]}
          平台不再向这个邮箱发送邮件，站内消息照常送达。请更换电子邮箱，或者确认邮箱无误后继续使用。
        </p>
      </Notice>
      {typedEmail(typed) === address && (
        <Checkbox checked={again} onChange={onAgain} label="邮箱无误，保存后继续向它发送邮件" />
      )}
    </>
  );
}
