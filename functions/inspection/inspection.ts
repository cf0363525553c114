/** What the inspection of a file found: what to keep of it, or a Chinese sentence that says what is wrong and what to do. */
export type Inspection =
  | { readonly ok: true; readonly body: Uint8Array; readonly type: 'image/jpeg' | 'application/pdf' }
  | { readonly ok: false; readonly message: string };

/** A file that is kept. */
export function sound(body: Uint8Array, type: 'image/jpeg' | 'application/pdf'): Inspection {
  return { ok: true, body, type };
}

/** A file that is refused. */
export function unsound(message: string): Inspection {
  return { ok: false, message };
}

/** The refusal of a file that cannot be read to its end. */
export function damaged(): Inspection {
  return unsound('文件已损坏或不完整，请重新导出、拍摄或扫描后上传。');
}
