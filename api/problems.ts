import * as z from 'zod';

/** Every problem that the API can answer: code → HTTP status and title (RFC 9457). The detail says what to do. */
export const problemCodes = {
  'invalid-request': { status: 400, title: '填写的内容有误' },
  'not-signed-in': { status: 401, title: '请先登录' },
  'past-the-site': { status: 403, title: '请从平台网站访问' },
  'wrong-party': { status: 403, title: '当前账号不能使用此功能' },
  'wrong-role': { status: 403, title: '当前账号没有此项权限' },
  'same-person': { status: 403, title: '准备与决定不能是同一人' },
  'own-case': { status: 403, title: '本人的申请须回避' },
  claimed: { status: 409, title: '已由他人办理' },
  'not-found': { status: 404, title: '没有找到' },
  'already-exists': { status: 409, title: '已经存在' },
  'changed-meanwhile': { status: 409, title: '内容已被更新' },
  'not-in-this-state': { status: 409, title: '当前状态不能进行此操作' },
  'not-committed': { status: 409, title: '当事方尚未确认现在的内容' },
  'form-changed': { status: 409, title: '申请表已变化' },
  'too-large': { status: 413, title: '内容过大' },
  'unsupported-media-type': { status: 415, title: '请求格式不受支持' },
  'rules-not-met': { status: 422, title: '不符合申请条件' },
  'file-not-ready': { status: 422, title: '文件尚未通过检查' },
  'idempotency-key-reused': { status: 422, title: '操作标识已被使用' },
  'unprintable-characters': { status: 422, title: '含有无法打印的字符' },
  'proof-needed': { status: 429, title: '需要验证' },
  'too-many-requests': { status: 429, title: '操作过于频繁' },
  busy: { status: 503, title: '系统繁忙' },
  unexpected: { status: 500, title: '系统暂时无法处理' },
} as const;
export type ProblemCode = keyof typeof problemCodes;

/** One field that is wrong: a dotted path into the request, a reason code, and a Chinese text that says what to do. */
export const fieldErrorSchema = z.strictObject({ field: z.string(), code: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** The body of every error answer, media type `application/problem+json` (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string().optional(),
  errors: z.array(fieldErrorSchema).default([]),
});
export type Problem = z.infer<typeof problemSchema>;
