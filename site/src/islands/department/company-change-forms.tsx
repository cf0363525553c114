import { useState } from 'preact/hooks';
import type { CompanyChangeView } from '../../../../api/company-change.ts';
import { typedCreditCode } from '../../../../domain/typed.ts';
import {
  emptyMerger,
  mergerBody,
  type MergerForm,
  mergerLabels,
  mergerProblems,
  mostGroundCharacters,
} from '../../forms/merger-form.ts';
import { companyChangeAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { CheckedForm } from '../shared/checked-form.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import { TextArea, TextField } from '../shared/field.tsx';
import { OpinionForm } from '../shared/opinion-form.tsx';
import { useChecked } from '../shared/use-checked.ts';
import { useCommand } from '../shared/use-command.ts';
import { useTyped } from '../shared/use-typed.ts';
import { WithdrawChange } from '../shared/withdraw-change.tsx';

/** The beginning of a merger: which company is merged into which one, and on what ground. */
export function BeginMerger() {
  const typed = useTyped('merger', emptyMerger);
  const command = useCommand((body: MergerForm, key) => send('department', 'beginMerger', { body }, key));
  const form = useChecked(mergerProblems(typed.value), command);

  async function begin(): Promise<void> {
    const begun = await form.submit(() => mergerBody(typed.value));
    if (begun === undefined) return;
    typed.forget();
    location.assign(companyChangeAddress(begun.id));
  }

  const field = (name: keyof MergerForm) => ({
    ...{ name, label: mergerLabels[name], required: true, value: typed.value[name], error: form.messages.get(name) },
    onChange: (value: string) => typed.change({ ...typed.value, [name]: value }),
  });
  return (
    <section class="panel">
      <h2>发起企业合并的信息变更</h2>
      <p>
        被合并企业的在册人员转到存续企业，统一社会信用代码随之变更；因在建项目锁定的，待解除锁定后再次发起。由另一名审核人员审核，再由审批人员批准。
      </p>
      <CheckedForm form={form} failure={command.failure} onSubmit={() => void begin()}>
        <div class="field-grid">
          <TextField {...field('fromCreditCode')} maxLength={18} clean={typedCreditCode} />
          <TextField {...field('toCreditCode')} maxLength={18} clean={typedCreditCode} />
        </div>
        <TextArea {...field('ground')} hint="合并的批准文件名称和文号。" maxLength={mostGroundCharacters} />
        <div class="actions">
          <Button type="submit" busy={command.busy}>
            {command.busy ? '正在提交…' : '发起变更'}
          </Button>
        </div>
      </CheckedForm>
    </section>
  );
}

const decisions = [
  { value: 'approve', label: '批准变更', note: '注册和证书随即逐项变更', opinion: '审批意见' },
  { value: 'reject', label: '不予变更', note: '注册不变', opinion: '不予变更的理由' },
  { value: 'send-back', label: '退回审核', note: '由审核人员重新审核', opinion: '退回理由' },
] as const;

interface ChangeFormsProps {
  readonly change: CompanyChangeView;
  readonly onDone: () => void;
}

/** What an officer may do to a 企业信息变更 now. */
export function ChangeForms({ change, onDone }: ChangeFormsProps) {
  const { id, version, actions } = change;
  const mayDecide = decisions.some(({ value }) => actions.includes(value));
  return (
    <>
      {actions.includes('recommend') && (
        <section class="panel">
          <h2>审核</h2>
          <OpinionForm
            name={`recommend-${id}`}
            label="审核意见"
            hint="核对证明材料与变更前后的企业是否一致。"
            confirm="提交审核意见"
            act={(opinion, key) =>
              send('department', 'recommendCompanyChange', { params: { id }, body: { version, opinion } }, key)
            }
            onDone={onDone}
            onReload={onDone}
          />
        </section>
      )}
      {mayDecide && <Decide change={change} onDone={onDone} />}
      {actions.includes('withdraw') && (
        <div class="actions">
          <WithdrawChange
            change={change}
            act={(body, key) => send('department', 'withdrawMerger', { params: { id }, body }, key)}
            onDone={onDone}
          />
        </div>
      )}
    </>
  );
}

function Decide({ change: { id, version, actions }, onDone }: ChangeFormsProps) {
  const [value, setValue] = useState('');
  const open = decisions.filter((each) => actions.includes(each.value));
  const chosen = open.find((each) => each.value === value);
  return (
    <section class="panel">
      <h2>审批</h2>
      <RadioGroup name="decision" label="办理意见" required value={value} onChange={setValue} choices={open} />
      {chosen !== undefined && (
        <OpinionForm
          key={value}
          name={`${chosen.value}-${id}`}
          label={chosen.opinion}
          confirm={`确认${chosen.label}`}
          bad={chosen.value === 'reject'}
          act={(opinion, key) => {
            const body = { version, decision: chosen.value, opinion };
            return send('department', 'decideCompanyChange', { params: { id }, body }, key);
          }}
          onDone={onDone}
          onReload={onDone}
        />
      )}
    </section>
  );
}
