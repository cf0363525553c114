import { isMobileNumber, maskIdentityNumber, maskMobileNumber } from './identifiers.ts';
import { readIdentityNumber } from './identity-documents.ts';
import { typedIdentityNumber } from './typed.ts';

/** What a member of the staff has looked at → what the lists call it. */
export const lookKinds = {
  case: '查看申请',
  document: '下载材料或文书',
  entry: '查看注册信息',
  search: '检索',
  'company-change': '查看企业信息变更',
  export: '导出',
  'identity-number': '查看完整证件号码',
} as const;
export type LookKind = keyof typeof lookKinds;

/** The kinds as the table stores them. */
export const lookKindCodes = Object.keys(lookKinds).filter((code): code is LookKind => Object.hasOwn(lookKinds, code));

/**
 * What was asked for as the record of looks keeps it: the numbers of identity documents and mobile telephones masked, since the record is read by more
 * people than may see them.
 */
export function askedText(text: string): string {
  return text
    .split(/([\s,，;；]+)/u)
    .map(maskedPart)
    .join('');
}

function maskedPart(part: string): string {
  if (isMobileNumber(part)) return maskMobileNumber(part);
  return readIdentityNumber(typedIdentityNumber(part)) === undefined ? part : maskIdentityNumber(part);
}
