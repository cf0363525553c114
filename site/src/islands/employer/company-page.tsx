import { useState } from 'preact/hooks';
import type { CompanyView } from '../../../../api/people.ts';
import { typedEmail, typedMobile } from '../../../../domain/typed.ts';
import { ownPage } from '../../session/addresses.ts';
import {
  changeOfCompany,
  cities,
  type CompanyChange,
  type CompanyForm,
  companyProblems,
  divisionsOf,
  formOfCompany,
} from '../../forms/company-form.ts';
import { wantedName, wantedOf } from '../../words/entrances.ts';
import { leaveFlash } from '../../session/flash.ts';
import { messagesByField } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { Details } from '../shared/details.tsx';
import { FieldSummary } from '../shared/field-summary.tsx';
import { Select, TextField } from '../shared/field.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { queryParameter } from '../shared/query.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { useTyped } from '../shared/use-typed.ts';
import { QualificationRows } from './qualification-rows.tsx';

/** 企业信息: what the identity platform says, and what the company adds. */
export function CompanyPage() {
  return <Gate party="legal-person">{() => <Company />}</Gate>;
}

function Company() {
  const loading = useLoad('company', () => send('employer', 'getCompany', {}));
  return (
    <LoadView loading={loading}>
      {(company) => (
        <>
          <Details
            title="登记信息"
            items={[
              { label: '企业名称', value: company.name, wide: true },
              { label: '信用代码', value: company.creditCode },
              { label: '法定代表人', value: company.representative },
            ]}
          >
            <p class="soft">登记信息来自江苏政务服务统一身份认证平台，不能修改。</p>
          </Details>
          <CompanyEditor company={company} onSaved={loading.show} onReload={() => void loading.reload()} />
        </>
      )}
    </LoadView>
  );
}

interface CompanyEditorProps {
  readonly company: CompanyView;
  readonly onSaved: (company: CompanyView) => void;
  readonly onReload: () => void;
}

function CompanyEditor({ company, onSaved, onReload }: CompanyEditorProps) {
  const typed = useTyped('company', formOfCompany(company));
  const form = typed.value;
  const [attempts, setAttempts] = useState(0);
  const [saved, setSaved] = useState(false);
  const command = useCommand((body: CompanyChange, key) => send('employer', 'changeCompany', { body }, key));
  const returnTo = ownPage(queryParameter('returnTo'));
  const purpose = returnTo === null ? null : wantedName(wantedOf(returnTo));
  const problems = attempts > 0 ? companyProblems(form) : new Map<string, string>();
  const refused = messagesByField(command.failure?.errors ?? []);

  function change(part: Partial<CompanyForm>): void {
    setSaved(false);
    typed.change({ ...form, ...part });
  }

  const field = (name: Exclude<keyof CompanyForm, 'qualifications'>) => ({
    name,
    value: form[name],
    error: problems.get(name) ?? refused.get(name),
    required: true,
    onChange: (value: string) => change({ [name]: value }),
  });

  async function save(): Promise<void> {
    setAttempts(attempts + 1);
    setSaved(false);
    const body = changeOfCompany(form, company.version);
    const result = body === null ? undefined : await command.run(body);
    if (result === undefined) return;
    typed.forget();
    setAttempts(0);
    if (returnTo === null) {
      setSaved(true);
      onSaved(result);
    } else {
      leaveFlash(sessionStorage, { text: '企业信息已保存。' });
      location.assign(returnTo);
    }
  }

  return (
    <section class="panel">
      <h2>基本信息</h2>
      {company.missing.length > 0 && <Notice tone="warn">确认申请前还需填写：{company.missing.join('、')}</Notice>}
      {purpose !== null && <Notice>保存后前往“待办事项”，办理{purpose}。</Notice>}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FieldSummary key={attempts} problems={problems} />
        <FailureNotice failure={command.failure} onRetry={() => void save()} onReload={onReload} />
        <div class="field-grid">
          <Select
            {...field('city')}
            label="所属设区市"
            options={cities.map((city) => ({ value: city, label: city }))}
            onChange={(city) => change({ city, division: '' })}
          />
          <Select
            {...field('division')}
            label="所属县（市、区）"
            disabled={form.city === ''}
            options={divisionsOf(form.city)}
          />
          <TextField {...field('address')} label="办公地址" maxLength={120} />
          <TextField {...field('contactName')} label="联系人" maxLength={50} />
          <TextField {...field('contactMobile')} label="联系人手机" type="tel" clean={typedMobile} />
          <TextField
            {...field('contactEmail')}
            label="联系人电子邮箱"
            type="email"
            maxLength={100}
            clean={typedEmail}
            required={false}
            hint="选填。开通邮件通知的，办理进展会同时发送到该邮箱。"
          />
        </div>
        <QualificationRows
          rows={form.qualifications}
          messages={new Map([...refused, ...problems])}
          onChange={(qualifications) => change({ qualifications })}
        />
        {saved && <Notice tone="good" title="已保存。" />}
        <div class="actions">
          <Button type="submit" busy={command.busy}>
            {command.busy ? '正在保存…' : returnTo === null ? '保存' : `保存并${purpose === null ? '返回' : '继续'}`}
          </Button>
        </div>
      </form>
    </section>
  );
}
