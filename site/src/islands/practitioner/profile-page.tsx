import { useState } from 'preact/hooks';
import type { ProfileView } from '../../../../api/people.ts';
import { fieldOf, labelOf } from '../../../../domain/application-fields.ts';
import { educations } from '../../../../domain/application.ts';
import { typedEmail, typedMobile } from '../../../../domain/typed.ts';
import { ownPage } from '../../session/addresses.ts';
import { leaveFlash } from '../../session/flash.ts';
import { messagesByField } from '../../session/problem.ts';
import {
  changeOfProfile,
  ethnicities,
  formOfProfile,
  type ProfileChange,
  type ProfileField,
  profileProblems,
} from '../../forms/profile-form.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { Details } from '../shared/details.tsx';
import { Select, TextField } from '../shared/field.tsx';
import { FieldSummary } from '../shared/field-summary.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice, Notice } from '../shared/notice.tsx';
import { queryParameter } from '../shared/query.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { useTyped } from '../shared/use-typed.ts';
import { ProfileNotes } from './profile-notes.tsx';

/** 基本信息: what the identity platform says, and what the practitioner adds. */
export function ProfilePage() {
  return <Gate party="person">{() => <Profile />}</Gate>;
}

function Profile() {
  const loading = useLoad('profile', () => send('practitioner', 'getProfile', {}));
  return (
    <LoadView loading={loading}>
      {(profile) => (
        <>
          <Details
            title="身份信息"
            items={[
              { label: labelOf('profile.name'), value: profile.name },
              { label: '性别', value: profile.sex },
              { label: '出生日期', value: profile.birthDate },
              { label: labelOf('profile.idType'), value: profile.idType },
              { label: labelOf('profile.idNumber'), value: profile.idNumber },
            ]}
          >
            <p class="soft">身份信息来自江苏政务服务统一身份认证平台，无需填写，不能修改。</p>
          </Details>
          <ProfileNotes>
            <ProfileEditor profile={profile} onSaved={loading.show} onReload={() => void loading.reload()} />
          </ProfileNotes>
        </>
      )}
    </LoadView>
  );
}

interface ProfileEditorProps {
  readonly profile: ProfileView;
  readonly onSaved: (profile: ProfileView) => void;
  readonly onReload: () => void;
}

function ProfileEditor({ profile, onSaved, onReload }: ProfileEditorProps) {
  const typed = useTyped('profile', formOfProfile(profile));
  const form = typed.value;
  const [attempts, setAttempts] = useState(0);
  const [saved, setSaved] = useState(false);
  const command = useCommand((body: ProfileChange, key) => send('practitioner', 'changeProfile', { body }, key));
  const returnTo = ownPage(queryParameter('returnTo'));
  const problems = attempts > 0 ? profileProblems(form) : new Map<string, string>();
  const refused = messagesByField(command.failure?.errors ?? []);

  const field = (name: ProfileField) => ({
    name,
    label: labelOf(`profile.${name}`),
    required: fieldOf(`profile.${name}`).required,
    value: form[name],
    error: problems.get(name) ?? refused.get(name),
    onChange: (value: string) => {
      setSaved(false);
      typed.change({ ...form, [name]: value });
    },
  });

  async function save(): Promise<void> {
    setAttempts(attempts + 1);
    setSaved(false);
    const change = changeOfProfile(form, profile.version);
    const result = change === null ? undefined : await command.run(change);
    if (result === undefined) return;
    typed.forget();
    setAttempts(0);
    if (returnTo === null) {
      setSaved(true);
      onSaved(result);
    } else {
      leaveFlash(sessionStorage, { text: '基本信息已保存。' });
      location.assign(returnTo);
    }
  }

  return (
    <section class="panel">
      <h2>个人信息</h2>
      {profile.missing.length > 0 && <Notice tone="warn">申报前还需填写：{profile.missing.join('、')}</Notice>}
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
          <TextField {...field('mobile')} type="tel" clean={typedMobile} autoComplete="tel" />
          <TextField
            {...field('email')}

            type="email"
            maxLength={100}
            clean={typedEmail}
            autoComplete="email"
          />
          <Select {...field('ethnicity')} options={ethnicities.map((name) => ({ value: name, label: name }))} />
          <Select {...field('education')} options={educations.map((name) => ({ value: name, label: name }))} />
          <TextField {...field('school')} maxLength={60} />
          <TextField {...field('major')} maxLength={60} />
          <TextField {...field('graduatedOn')} type="date" />
          <TextField {...field('address')} maxLength={120} autoComplete="street-address" />
        </div>
        {saved && <Notice tone="good" title="已保存。" />}
        <div class="actions">
          <Button type="submit" busy={command.busy}>
            {command.busy ? '正在保存…' : returnTo === null ? '保存' : '保存并返回'}
          </Button>
        </div>
      </form>
    </section>
  );
}
