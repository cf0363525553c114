import type { Application } from './application.ts';
import { effectOf } from './catalogue.ts';
import type { DocumentContent } from './documents.ts';
import type { FormLayout } from './matters/effect.ts';
import { amendmentForm, amendmentLetter } from './documents/amendment.ts';
import { entryForm, entryLetter } from './documents/entry.ts';
import { applicationForm, commitmentLetter } from './documents/registration.ts';
import { unprintableCharacters } from './printable.ts';
import type { Violation } from './violation.ts';

/** What the applicant reads and confirms: the form and the commitment letter that belongs to it. */
interface Papers {
  readonly form: (application: Application) => DocumentContent;
  readonly letter: (application: Application) => DocumentContent;
}

// Beside the matters and not in them: pages that everybody opens load the catalogue, and none of them prints anything.
const layouts = {
  registration: { form: applicationForm, letter: commitmentLetter },
  entry: { form: entryForm, letter: entryLetter },
  amendment: { form: amendmentForm, letter: amendmentLetter },
} as const satisfies Readonly<Record<FormLayout, Papers>>;

/** The form of an application, in its matter's style. */
export function formOf(application: Application): DocumentContent {
  return layouts[effectOf(application).layout].form(application);
}

/** The commitment letter that belongs to the form. */
export function letterOf(application: Application): DocumentContent {
  return layouts[effectOf(application).layout].letter(application);
}

/**
 * What form and letter of an application say and no font can print: the fields of the form by their labels, and the rest of both. Names come from
 * the identity platform and from registers, and may have changed since they were last looked at.
 */
export function printable(application: Application): Violation[] {
  const [form, letter] = [formOf(application), letterOf(application)];
  const fields = form.sections.flatMap((section) => section.fields);
  const named = fields.flatMap(({ label, value }) => printableText(label, value));
  if (named.length > 0) return named;
  return printableText('申请表或承诺书', [...form.statements, ...letter.statements, form.title].join(''));
}

/** A text that comes from elsewhere and that documents print: what of it no font has. */
export function printableText(what: string, text: string): Violation[] {
  const strange = unprintableCharacters(text);
  if (strange.length === 0) return [];
  return [
    {
      code: 'text-unprintable',
      field: 'profile',
      message: `“${what}”中有无法打印的字符（${strange.slice(0, 5).join(' ')}），无法生成申请表。可以修改的请改用常用字；来自身份认证或注册信息的，请联系住房和城乡建设主管部门窗口。`,
    },
  ];
}
