import type { CompanyQualification } from '../../../../domain/application-parts.ts';
import { useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import { messagesByField } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { qualificationNumbers, qualificationTypes } from '../../forms/supplement.ts';
import { Button } from '../shared/button.tsx';
import { FieldSummary } from '../shared/field-summary.tsx';
import { Select } from '../shared/field.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { CompanyIncomplete } from './company-incomplete.tsx';

interface SupplyQualificationProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** 材料补正: the employer that chose 无 names one of its own qualifications, at any time (manual 二（二）2（1）). */
export function SupplyQualification({ application, onChanged }: SupplyQualificationProps) {
  const returnTo = `/employer/application.html?id=${application.id}`;
  const loading = useLoad('company', () => send('employer', 'getCompany', {}));
  return (
    <section class="panel" aria-labelledby="supply-title">
      <h2 id="supply-title">材料补正</h2>
      <p>
        确认申请时资质选择了“无”。取得资质后，请在此补正“资质类型”及“资质证号”。
        {application.state === 'approved'
          ? '补正后更新注册信息，并换发电子证书。'
          : '补正不影响正在进行的审核，可在任何时候办理。'}
      </p>
      <LoadView loading={loading}>
        {(company) =>
          company.missing.length > 0 ? (
            <CompanyIncomplete missing={company.missing} returnTo={returnTo} />
          ) : company.qualifications.length === 0 ? (
            <Notice tone="info" title="“企业信息”中还没有资质。">
              <p>
                取得资质后，请先在<a href="/employer/company.html">企业信息</a>的资质清单中登记，再回到这里补正。
              </p>
            </Notice>
          ) : (
            <Choice application={application} own={company.qualifications} onChanged={onChanged} />
          )
        }
      </LoadView>
    </section>
  );
}

interface ChoiceProps extends SupplyQualificationProps {
  readonly own: readonly CompanyQualification[];
}

function Choice({ application: { id, version }, own, onChanged }: ChoiceProps) {
  const [type, setType] = useState('');
  const [number, setNumber] = useState('');
  // How often somebody wanted to submit: the summary takes the focus each time.
  const [attempts, setAttempts] = useState(0);
  const numbers = qualificationNumbers(own, type);
  const chosen = own.find((item) => item.type === type && item.number === number);
  const command = useCommand((qualification: CompanyQualification, key) =>
    send('employer', 'supplyQualification', { params: { id }, body: { version, qualification } }, key),
  );
  const problems = new Map<string, string>();
  if (attempts > 0 && type === '') problems.set('qualificationType', '请选择资质类型。');
  else if (attempts > 0 && number === '') problems.set('qualificationNumber', '请选择资质证号。');
  const refused = messagesByField(command.failure?.errors ?? []);

  async function supply(): Promise<void> {
    setAttempts(attempts + 1);
    if (chosen === undefined) return;
    if ((await command.run(chosen)) !== undefined) onChanged();
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void supply();
      }}
    >
      <FieldSummary key={attempts} problems={problems} />
      <FailureNotice failure={command.failure} onRetry={() => void supply()} onReload={onChanged} />
      <div class="field-grid">
        <Select
          name="qualificationType"
          label="资质类型"
          hint="选自“企业信息”中的资质清单。"
          required
          value={type}
          error={problems.get('qualificationType') ?? refused.get('supplement')}
          options={qualificationTypes(own).map((value) => ({ value, label: value }))}
          onChange={(value) => {
            const only = qualificationNumbers(own, value);
            setType(value);
            setNumber(only.length === 1 ? (only[0] ?? '') : '');
          }}
        />
        <Select
          name="qualificationNumber"
          label="资质证号"
          hint="先选择资质类型，再选择该类型下的证号。"
          required
          disabled={numbers.length === 0}
          value={number}
          error={problems.get('qualificationNumber')}
          options={numbers.map((value) => ({ value, label: value }))}
          onChange={setNumber}
        />
      </div>
      <div class="actions">
        <Button type="submit" busy={command.busy}>
          {command.busy ? '正在提交…' : '提交补正'}
        </Button>
      </div>
    </form>
  );
}
