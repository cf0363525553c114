import { send } from '../../session/send.ts';
import { Notice } from '../shared/notice.tsx';
import { OpinionForm } from '../shared/opinion-form.tsx';
import { useLoad } from '../shared/use-load.ts';

/** 陈述意见: what the person says to an objection to their publicity, once the department asks. Nothing, while it does not. */
export function HearingForm({ id }: { readonly id: string }) {
  const { loaded, reload } = useLoad(`hearing-${id}`, () => send('practitioner', 'getHearing', { params: { id } }));
  if (loaded.kind !== 'ready' || loaded.data.hearing === null) return null;
  const { id: objectionId, question } = loaded.data.hearing;
  return (
    <section class="panel">
      <h2>陈述对公示异议的意见</h2>
      <Notice tone="warn" title="公示期内有人对您的申请提出异议">
        <p class="lines">{question}</p>
      </Notice>
      <OpinionForm
        name={`hearing-${objectionId}`}
        label="您的意见"
        hint="办理人员将看到您的意见。只能提交一次。"
        maxLength={2000}
        confirm="提交意见"
        act={(statement, key) =>
          send('practitioner', 'answerHearing', { params: { id }, body: { objectionId, statement } }, key)
        }
        onDone={() => void reload(true)}
        onReload={() => void reload(true)}
      />
    </section>
  );
}
