import { useState } from 'preact/hooks';
import type { FormView } from '../../../../api/form.ts';
import { Checkbox } from '../shared/checkbox.tsx';
import { GeneratedDocument } from './generated-document.tsx';

interface CorrectedFormProps {
  readonly form: FormView;
  /** The digest once both were read, null while they are not. */
  readonly onRead: (digest: string | null) => void;
}

/** The form as it says now after a correction, to be read and confirmed before the answer; where an employer seals, it seals this one anew. */
export function CorrectedForm({ form, onRead }: CorrectedFormProps) {
  const [read, setRead] = useState({ form: false, letter: false });
  function change(next: typeof read): void {
    setRead(next);
    onRead(next.form && next.letter ? form.digest : null);
  }
  return (
    <section class="panel">
      <h2>阅读并确认新的申请表</h2>
      <p>补正后，申请表内容有变化，请重新阅读并确认。需要聘用企业盖章的，提交后转聘用企业对新的申请表重新签字盖章。</p>
      <GeneratedDocument content={form.form} photoUrl={form.photoUrl} />
      <GeneratedDocument content={form.commitment} photoUrl={null} />
      <div class="confirmations">
        <Checkbox
          checked={read.form}
          onChange={(checked) => change({ ...read, form: checked })}
          label="我已认真阅读并确认申请表内容"
        />
        <Checkbox
          checked={read.letter}
          onChange={(checked) => change({ ...read, letter: checked })}
          label="我已认真阅读并作出上述承诺"
        />
      </div>
    </section>
  );
}
