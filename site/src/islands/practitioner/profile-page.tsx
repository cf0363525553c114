import { educations } from '../../../../domain/application-parts.ts';
import type { ProfileView } from '../../../../api/people.ts';
import { fieldOf } from '../../../../domain/application-fields.ts';
import { typedEmail, typedMobile } from '../../../../domain/typed.ts';
import {
  changeOfProfile,
  ethnicities,
  formOfProfile,
  type ProfileField,
  profileProblems,
} from '../../forms/profile-form.ts';
import { ownPage } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { Details } from '../shared/details.tsx';
import { Select, TextField } from '../shared/field.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { MailReturnNotice } from '../shared/mail-return.tsx';
import { Notice } from '../shared/notice.tsx';
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
              { label: fieldOf('profile.name').label, value: profile.name },
              { label: '性别', value: profile.sex },
              { label: '出生日期', value: profile.birthDate },
              { label: fieldOf('profile.idType').label, value: profile.idType },
              { label: fieldOf('profile.idNumber').label, value: profile.idNumber },
            ]}
          >
            <p class="soft">身份信息来自江苏政务服务统一身份认证平台，无需填写，不能修改。</p>
            <p>
              <a href="/practitioner/looks.html">查看工作人员对我的信息的查阅记录</a>
            </p>
            {(profile.sex === null || profile.birthDate === null) && (
              <Notice tone="warn" title="统一身份认证平台没有提供您的性别或出生日期。">
                <p>请先在该平台完善实名信息，再退出并重新登录；补全之前不能申报。</p>
              </Notice>
            )}
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
      {({ form, change, field }) => {
        const textOf = (name: ProfileField) => ({ ...field(name), ...formRow(name) });
        return (
          <>
            <MailReturnNotice
              returned={profile.mailReturn}
              address={profile.email}
              typed={form.email}
              again={form.addressAgain}
              onAgain={(addressAgain) => change({ addressAgain })}
            />
            <div class="field-grid">
              <TextField {...textOf('mobile')} type="tel" clean={typedMobile} autoComplete="tel" />
              <TextField {...textOf('email')} type="email" maxLength={100} clean={typedEmail} autoComplete="email" />
              <Select {...textOf('ethnicity')} options={sameNames(ethnicities)} />
              <Select {...textOf('education')} options={sameNames(educations)} />
              <TextField {...textOf('school')} maxLength={60} />
              <TextField {...textOf('major')} maxLength={60} />
              <TextField {...textOf('graduatedOn')} type="date" />
              <TextField {...textOf('address')} maxLength={120} autoComplete="street-address" />
            </div>
          </>
        );
      }}
    </ProfileForm>
  );
}

/** What the list of fields says of an input. */
function formRow(name: ProfileField): { label: string; required: boolean } {
  const { label, required } = fieldOf(`profile.${name}`);
  return { label, required };
}

function sameNames(names: readonly string[]): { value: string; label: string }[] {
  return names.map((name) => ({ value: name, label: name }));
}
