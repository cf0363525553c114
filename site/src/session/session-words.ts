import type { Standing } from './tab.ts';

/** What the page says about the session, and the one thing that can be done. */
export interface SessionWords {
  readonly text: string;
  readonly action: string;
}

/** What has to be known for the words. */
export interface SessionFacts {
  /** Milliseconds until the session ends. */
  readonly left: number;
  /** Who has signed in last. */
  readonly name: string;
  /** True when this tab keeps something that was typed into this page and not sent yet. */
  readonly typed: boolean;
}

/** The words for how the tab stands to the session; null where there is nothing to say. */
export function sessionWords(standing: Standing, { left, name, typed }: SessionFacts): SessionWords | null {
  switch (standing) {
    case 'ending':
      return { text: `登录将在${minutesText(left)}后结束。`, action: '继续使用' };
    case 'ended':
      return {
        text: typed
          ? '登录已结束。您在本页填写、尚未提交的内容已保留在此窗口，重新登录后可以继续。'
          : '登录已结束。您可以继续阅读本页，办理事项请重新登录。',
        action: '重新登录',
      };
    case 'another':
      return { text: `已在其他窗口以“${name}”登录，本页不能继续办理。`, action: '重新载入' };
    case 'nobody':
    case 'good':
      return null;
  }
}

/** A time left in words, in whole minutes: never longer than it is. */
function minutesText(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  return minutes < 1 ? '不到1分钟' : `${minutes}分钟`;
}
