import { companyAddress } from '../../session/addresses.ts';
import { Notice } from '../shared/notice.tsx';

interface CompanyIncompleteProps {
  readonly missing: readonly string[];
  readonly returnTo: string;
}

/** Nothing is confirmed before the company profile is complete (manual 二（一）). */
export function CompanyIncomplete({ missing, returnTo }: CompanyIncompleteProps) {
  if (missing.length === 0) return null;
  return (
    <Notice tone="warn" title="企业基本信息不完整，请先完善后再确认申请。">
      <p>还需填写：{missing.join('、')}</p>
      <a class="button" href={companyAddress(returnTo)}>
        去更新
      </a>
    </Notice>
  );
}
