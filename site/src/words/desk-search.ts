import type { RegistrationView } from '../../../api/people.ts';

/** What a search took the text for. */
export const searchKindNames: Readonly<Record<string, string>> = {
  'application-number': '受理编号',
  'number-prefix': '受理编号的开头',
  'registration-number': '注册编号',
  'identity-number': '证件号码',
  'credit-code': '统一社会信用代码',
  mobile: '手机号码',
  date: '受理日期',
  name: '姓名',
};

/** Until when an entry of the register is valid. */
export function registeredUntil({ validUntil }: Pick<RegistrationView, 'validUntil'>): string {
  return `有效期至 ${validUntil}`;
}
