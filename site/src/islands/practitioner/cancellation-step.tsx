import { labelOf } from '../../../../domain/application-fields.ts';
import { groundName, groundsOf } from '../../../../domain/grounds.ts';
import { mostStatementCharacters } from '../../forms/cancellation-form.ts';
import { RadioGroup } from '../shared/choices.tsx';
import { TextArea } from '../shared/field.tsx';
import { Notice } from '../shared/notice.tsx';
import type { StepProps } from './qualification-step.tsx';

/** 注销原因: the ground, what there is to say about it, and what a cancellation means. */
export function CancellationStep({ application, draft, messages }: StepProps) {
  const { form, change } = draft;
  const { amendment } = form;
  const changed = (part: Partial<typeof amendment>) => change({ ...form, amendment: { ...amendment, ...part } });
  return (
    <>
      <Notice tone="warn" title="注册注销后，注册证书随即失效，不能恢复。">
        <p>
          审批通过之日起不得再以该注册的名义执业；今后需要执业的，须申请重新注册。变更聘用企业的，不需要注销，请办理变更注册。
        </p>
      </Notice>
      <RadioGroup
        name="cancellation.ground"
        label={labelOf('cancellation.ground')}
        required
        value={amendment.ground}
        error={messages.get('cancellation.ground')}
        choices={groundsOf('practitioner', application.profession).map((ground) => ({
          value: ground,
          label: groundName(ground),
        }))}
        onChange={(ground) => changed({ ground })}
      />
      <TextArea
        name="cancellation.statement"
        label={labelOf('cancellation.statement')}
        required
        hint="简要说明注销的理由。"
        maxLength={mostStatementCharacters}
        value={amendment.statement}
        error={messages.get('cancellation.statement')}
        onChange={(statement) => changed({ statement })}
      />
    </>
  );
}
