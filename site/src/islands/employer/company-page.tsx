import type { CompanyView } from '../../../../api/people.ts';
import { typedEmail, typedMobile } from '../../../../domain/typed.ts';
import {
  changeOfCompany,
  cities,
  type CompanyForm,
  companyProblems,
  divisionsOf,
  formOfCompany,
} from '../../forms/company-form.ts';
import { ownPage } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { wantedName, wantedOf } from '../../words/entrances.ts';
import { Details } from '../shared/details.tsx';
import { Select, TextField } from '../shared/field.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { MailReturnNotice } from '../shared/mail-return.tsx';
import { Notice } from '../shared/notice.tsx';
import { type ProfileFields, ProfileForm } from '../shared/profile-form.tsx';
import { queryParameter } from '../shared/query.tsx';
import { useLoad } from '../shared/use-load.ts';
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
  const returnTo = ownPage(queryParameter('returnTo'));
  const wanted = returnTo === null ? null : wantedName(wantedOf(returnTo));
  return (
    <ProfileForm
      name="company"
      title="基本信息"
      initial={formOfCompany(company)}
      missing={company.missing}
      purpose="确认申请前"
      savedText="企业信息已保存。"
      returnTo={returnTo}
      returnLabel={wanted === null ? '返回' : '继续'}
      problemsOf={companyProblems}
      changeOf={(form) => changeOfCompany(form, company.version)}
      save={(body, key) => send('employer', 'changeCompany', { body }, key)}
      onSaved={onSaved}
      onReload={onReload}
      notice={wanted !== null && <Notice>保存后前往“待办事项”，办理{wanted}。</Notice>}
    >
      {(fields) => <CompanyFields company={company} {...fields} />}
    </ProfileForm>
  );
}

function CompanyFields({
  company,
  form,
  change,
  field,
  messages,
}: ProfileFields<CompanyForm> & { readonly company: CompanyView }) {
  return (
    <>
      <MailReturnNotice
        returned={company.mailReturn}
        address={company.contactEmail}
        typed={form.contactEmail}
        again={form.addressAgain}
        onAgain={(addressAgain) => change({ addressAgain })}
      />
      <div class="field-grid">
        <Select
          {...field('city')}
          label="所属设区市"
          required
          options={cities.map((city) => ({ value: city, label: city }))}
          onChange={(city) => change({ city, division: '' })}
        />
        <Select
          {...field('division')}
          label="所属县（市、区）"
          required
          disabled={form.city === ''}
          options={divisionsOf(form.city)}
        />
        <TextField {...field('address')} label="办公地址" maxLength={120} required />
        <TextField {...field('contactName')} label="联系人" maxLength={50} required />
        <TextField {...field('contactMobile')} label="联系人手机" type="tel" clean={typedMobile} required />
        <TextField
          {...field('contactEmail')}
          label="联系人电子邮箱"
          type="email"
          maxLength={100}
          clean={typedEmail}
          hint="选填。开通邮件通知的，办理进展会同时发送到该邮箱。"
        />
      </div>
      <QualificationRows
        rows={form.qualifications}
        messages={messages}
        onChange={(qualifications) => change({ qualifications })}
      />
    </>
  );
}
