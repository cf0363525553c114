import { educations } from '../../../../domain/application-parts.ts';
import type { ProfileView } from '../../../../api/people.ts';
import { typedEmail, typedMobile } from '../../../../domain/typed.ts';
import { changeOfProfile, ethnicities, formOfProfile, profileProblems } from '../../forms/profile-form.ts';
import { ownPage } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { Details } from '../shared/details.tsx';
import { Select, TextField } from '../shared/field.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { ProfileForm } from '../shared/profile-form.tsx';
import { queryParameter } from '../shared/query.tsx';
import { useLoad } from '../shared/use-load.ts';
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
              { label: '姓名', value: profile.name },
              { label: '性别', value: profile.sex },
              { label: '出生日期', value: profile.birthDate },
              { label: '证件类型', value: profile.idType },
              { label: '证件号码', value: profile.idNumber },
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
  return (
    <ProfileForm
      name="profile"
      title="个人信息"
      initial={formOfProfile(profile)}
      missing={profile.missing}
      purpose="申报前"
      savedText="基本信息已保存。"
      returnTo={ownPage(queryParameter('returnTo'))}
      problemsOf={profileProblems}
      changeOf={(form) => changeOfProfile(form, profile.version)}
      save={(body, key) => send('practitioner', 'changeProfile', { body }, key)}
      onSaved={onSaved}
      onReload={onReload}
    >
      {({ field }) => (
        <div class="field-grid">
          <TextField {...field('mobile')} label="手机号码" type="tel" clean={typedMobile} autoComplete="tel" required />
          <TextField
            {...field('email')}
            label="电子邮箱"
            type="email"
            maxLength={100}
            clean={typedEmail}
            autoComplete="email"
          />
          <Select {...field('ethnicity')} label="民族" required options={sameNames(ethnicities)} />
          <Select {...field('education')} label="最高学历" required options={sameNames(educations)} />
          <TextField {...field('school')} label="毕业院校" maxLength={60} required />
          <TextField {...field('major')} label="所学专业" maxLength={60} required />
          <TextField {...field('graduatedOn')} label="毕业时间" type="date" required />
          <TextField {...field('address')} label="通讯地址" maxLength={120} autoComplete="street-address" required />
        </div>
      )}
    </ProfileForm>
  );
}

function sameNames(names: readonly string[]): { value: string; label: string }[] {
  return names.map((name) => ({ value: name, label: name }));
}
