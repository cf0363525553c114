import { matterCodes } from '../domain/catalogue.ts';
import * as z from 'zod';
import { isCalendarDate } from '../domain/calendar-dates.ts';
import { cityNames } from '../domain/divisions.ts';
import { fileSlots, fileTypes } from '../domain/file-slots.ts';
import { professionCodes } from '../domain/professions.ts';
import { cleanFileName } from '../domain/file-names.ts';
import { declaredFileType } from '../domain/file-types.ts';
import { printableForm, unprintableCharacters } from '../domain/printable.ts';
import { isCreditCode, isMobileNumber } from '../domain/identifiers.ts';
import {
  typedCreditCode,
  typedEmail,
  typedIdentityNumber,
  typedLine,
  typedMobile,
  typedNumber,
  typedParagraph,
  typedRegistrationNumber,
} from '../domain/typed.ts';

z.config(z.locales.zhCN());

/** One line of text as people type or paste it (domain/typed.ts): trimmed, 1 to `max` characters that documents can print, no control characters and no angle brackets. */
export function line(max: number) {
  return typed(max, typedLine, /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}<>]*$/u);
}

/** Several lines of text, for reasons and opinions: as `line`, with line breaks. */
export function paragraph(max: number) {
  return typed(max, typedParagraph, /^(?:[^\p{Cc}\p{Cf}\p{Cs}\p{Co}<>]|\n)*$/u);
}

/** The number of a certificate or an application: a line without blanks, in capitals. */
export function numberLine(max: number) {
  return typed(max, typedNumber, /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}<>]*$/u);
}

/** The number of an identity document: as `numberLine`, its brackets half-width. */
export function identityNumberLine(max: number) {
  return typed(max, typedIdentityNumber, /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}<>]*$/u);
}

/** The number of a registration: as `numberLine`, its brackets written alike. */
export function registrationNumberLine(max: number) {
  return typed(max, typedRegistrationNumber, /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}<>]*$/u);
}

/** As `paragraph`, or nothing. */
export function paragraphOrNothing(max: number) {
  return typed(max, typedParagraph, /^(?:[^\p{Cc}\p{Cf}\p{Cs}\p{Co}<>]|\n)*$/u, 0).default('');
}

function typed(max: number, clean: (text: string) => string, form: RegExp, least = 1) {
  return z
    .string()
    .overwrite((text) => clean(printableForm(text)))
    .min(least, '请填写此项')
    .max(max, `不能超过${max}个字`)
    .regex(form, '不能包含尖括号或不可见字符，请改用普通文字')
    .superRefine((text, context) => {
      const missing = unprintableCharacters(text);
      if (missing.length === 0) return;
      context.addIssue({
        code: 'custom',
        message: `含有无法打印的字符：${missing.slice(0, 5).join(' ')}，请改用常用汉字`,
      });
    });
}

const longestFileName = 200;

/** The name of a file, which nobody prints: every system's signs are kept but for those that are invisible or could be markup. */
export const fileNameField = z
  .string()
  .max(1000, '文件名过长，请改短文件名后重新选择')
  .overwrite(cleanFileName)
  .min(1, '文件没有名称，请改文件名后重新选择')
  .refine(
    (name) => Array.from(name).length <= longestFileName,
    `文件名不能超过${longestFileName}个字，请改短文件名后重新选择`,
  )
  .regex(/^[^<>]*$/, '文件名不能包含尖括号，请改文件名后重新选择');

/** A calendar date `YYYY-MM-DD` that exists. */
export const dateField = z
  .string()
  .max(10, '请填写正确的日期，例如 2026-03-05')
  .refine(isCalendarDate, '请填写正确的日期，例如 2026-03-05');

export const mobileField = z.string().overwrite(typedMobile).refine(isMobileNumber, '请填写11位手机号码');
export const emailField = z
  .string()
  .overwrite(typedEmail)
  .pipe(z.email('请填写正确的电子邮箱').max(100, '不能超过100个字'));
export const creditCodeField = z
  .string()
  .overwrite(typedCreditCode)
  .refine(isCreditCode, '统一社会信用代码不正确，请核对18位代码');
export const professionField = z.enum(professionCodes, '请选择职业');
export const matterField = z.enum(matterCodes, '请选择事项');
export const fileSlotField = z.enum(fileSlots, '没有这种材料');
export const fileTypeField = z.enum(fileTypes, '请上传 PDF、JPG 或 PNG 文件');
/** What a browser calls a file; nothing, when it does not know it. */
export const declaredTypeField = z
  .string()
  .max(200, '请上传 PDF、JPG 或 PNG 文件')
  .refine((type) => declaredFileType({ name: '', type }) !== null, '请上传 PDF、JPG 或 PNG 文件');

/** Ids made by the server: lower-case letters, digits and hyphens. */
export const idField = z.string().regex(/^[a-z0-9-]{4,64}$/, '编号不正确');

/** The version of what the caller has seen; a command on another version is refused with `changed-meanwhile`. */
export const versionField = z.number().int().min(0).max(1_000_000_000);

/** The code of a field or file of an application (domain/application-fields.ts); which ones there are depends on the matter. */
export const fieldCode = z.string().regex(/^[A-Za-z][A-Za-z.-]{1,59}$/, '没有这个项目，请重新选择');

/** A city of the province, by its code. */
export const cityField = z.string().refine((code) => Object.hasOwn(cityNames, code), '请选择设区市');

/** Two characters or more of a name. */
export const partOfNameField = line(50).pipe(z.string().min(2, '请至少填写两个字'));

/** How the number of an application begins. */
export const numberBeginningField = numberLine(20).pipe(z.string().min(4, '请至少填写前4位'));

/** An opaque cursor for the next page of a list. */
export const cursorField = z
  .string()
  .max(2000)
  .regex(/^[A-Za-z0-9_-]*$/, '页码已失效，请回到第一页')
  .optional();

/** An instant, ISO 8601 in UTC. */
export const instantField = z.string();

/** The query of a paged list. */
export const pageQuery = z.strictObject({ cursor: cursorField });

/** One page of a list. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), cursor: z.string().nullable() });
}

/** A batch within its series, as addresses write it: 2026-3. */
export const batchIdField = z.string().regex(/^\d{4}-[1-9]\d{0,5}$/, '批次应为年份-批号，例如 2026-3，请核对');

/** The path parameters of what belongs to a batch. */
export const batchParams = z.strictObject({ batch: batchIdField });

/** The path parameters of everything that belongs to one thing. */
export const idParams = z.strictObject({ id: idField });
