import { amendmentForm, amendmentLetter } from './amendment-papers.ts';
import type { Application } from './application.ts';
import { rowOf } from './catalogue.ts';
import { applicationForm, commitmentLetter, type DocumentContent } from './documents.ts';
import type { Violation } from './violation.ts';
import { entryForm, entryLetter } from './entry-papers.ts';
import { unprintableCharacters } from './printable.ts';

/** The form of an application: to be registered, to have a qualification entered, or about a registration. */
export function formOf(application: Application): DocumentContent {
  switch (rowOf(application).effect) {
    case 'registration':
      return applicationForm(application);
    case 'qualification':
      return entryForm(application);
    case 'renewal':
    case 'employer-change':
    case 'personal-change':
    case 'addition':
    case 'cancellation':
      return amendmentForm(application);
  }
}

/** The commitment letter that belongs to the form. */
export function letterOf(application: Application): DocumentContent {
  switch (rowOf(application).effect) {
    case 'registration':
      return commitmentLetter(application);
    case 'qualification':
      return entryLetter(application);
    case 'renewal':
    case 'employer-change':
    case 'personal-change':
    case 'addition':
    case 'cancellation':
      return amendmentLetter(application);
  }
}

/**
 * What the papers of an application say and no font can print: the fields of the form by their labels, and the rest of both papers. Names come from
 * the identity platform and from registers, and may have changed since they were last looked at.
 */
export function printable(application: Application): Violation[] {
  const [form, letter] = [formOf(application), letterOf(application)];
  const fields = form.sections.flatMap((section) => section.fields);
  const named = fields.flatMap(({ label, value }) => printableText(label, value));
  if (named.length > 0) return named;
  return printableText('申请表或承诺书', [...form.statements, ...letter.statements, form.title].join(''));
}

/** A text that comes from elsewhere and that papers print: what of it no font has. */
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
