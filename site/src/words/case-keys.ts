import type { DeskKey } from '../session/desk-keys.ts';

/** The keys of the case page, as its list shows them. */
export const caseKeys: readonly DeskKey[] = [
  { key: '1–9', label: '选择办理意见；选定后选择常用理由' },
  { key: 'Esc', label: '重新选择办理意见' },
  { key: 'Ctrl+Enter', label: '提交' },
  { key: '[ ]', label: '上一份、下一份材料' },
  { key: 'b', label: '两份材料并排' },
  { key: '+ -', label: '放大、缩小图片' },
  { key: 't', label: '旋转图片' },
  { key: 'c', label: '领办' },
  { key: 'r', label: '放回' },
  { key: 'h', label: '挂起' },
];
