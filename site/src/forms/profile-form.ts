import type { ProfileView } from '../../../api/people.ts';
import { fieldOf } from '../../../domain/application-fields.ts';
import { educations, type PractitionerProfile } from '../../../domain/application-parts.ts';
import { isCalendarDate } from '../../../domain/calendar-dates.ts';
import { isMobileNumber } from '../../../domain/identifiers.ts';
import { typedEmail, typedLine, typedMobile } from '../../../domain/typed.ts';
import type { Input } from './contract.ts';

/** The fields that a person may change. */
const profileFields = [
  'mobile',
  'email',
  'ethnicity',
  'education',
  'school',
  'major',
  'graduatedOn',
  'address',
] as const satisfies readonly (keyof PractitionerProfile)[];
export type ProfileField = (typeof profileFields)[number];

/** The editable part of the profile as inputs hold it. */
export type ProfileForm = Readonly<Record<ProfileField, string>> & {
  /** The address for e-mail is meant, although mail to it came back. */
  readonly addressAgain: boolean;
};

/** What the API takes. */
export type ProfileChange = Input<'practitioner', 'changeProfile'>['body'];

/** Turns a profile into what inputs show. */
export function formOfProfile(profile: ProfileView): ProfileForm {
  return {
    mobile: profile.mobile ?? '',
    email: profile.email ?? '',
    ethnicity: profile.ethnicity ?? '',
    education: profile.education ?? '',
    school: profile.school ?? '',
    major: profile.major ?? '',
    graduatedOn: profile.graduatedOn ?? '',
    address: profile.address ?? '',
    addressAgain: false,
  };
}

/** What is wrong or missing in the form, by field. */
export function profileProblems(form: ProfileForm): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const field of profileFields) {
    const { label, required } = fieldOf(`profile.${field}`);
    if (required && form[field].trim() === '') problems.set(field, `请填写${label}。`);
  }
  const mobile = typedMobile(form.mobile);
  if (mobile !== '' && !isMobileNumber(mobile)) problems.set('mobile', '请填写11位手机号码。');
  if (form.graduatedOn !== '' && !isCalendarDate(form.graduatedOn)) problems.set('graduatedOn', '请填写正确的日期。');
  return problems;
}

/** The change of a profile that has no problems; null when it has. */
export function changeOfProfile(form: ProfileForm, version: number): ProfileChange | null {
  const education = educations.find((name) => name === form.education);
  if (profileProblems(form).size > 0 || education === undefined) return null;
  const email = typedEmail(form.email);
  return {
    version,
    education,
    mobile: typedMobile(form.mobile),
    email: email === '' ? null : email,
    addressAgain: form.addressAgain,
    ethnicity: form.ethnicity.trim(),
    school: typedLine(form.school),
    major: typedLine(form.major),
    graduatedOn: form.graduatedOn,
    address: typedLine(form.address),
  };
}

/** The ethnic groups of China (GB/T 3304), for the list of suggestions. */
export const ethnicities =
  '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族'.split(
    ' ',
  );
