import { Notice } from '../shared/notice.tsx';
import { profileAddress } from './form-problems.tsx';

interface ProfileIncompleteProps {
  readonly missing: readonly string[];
  readonly returnTo: string;
}

/** Nothing is applied for before the profile is complete (manual 一（二）2（2）①). */
export function ProfileIncomplete({ missing, returnTo }: ProfileIncompleteProps) {
  if (missing.length === 0) return null;
  return (
    <Notice tone="warn" title="个人基本信息不完整，请先更新个人基本信息。">
      <p>还需填写：{missing.join('、')}</p>
      <a class="button" href={profileAddress(returnTo)}>
        去更新
      </a>
    </Notice>
  );
}
