import { describe, expect, it } from 'vitest';
import { ApiError, problemOfStatus } from '../../../api/request.ts';
import { failureOf, fieldName, messagesByField, problemOf } from './problem.ts';

const document = {
  type: 'urn:problem:rules-not-met',
  title: '不符合申请条件',
  status: 422,
  detail: '请修改后再提交。',
  code: 'rules-not-met',
  errors: [{ field: 'draft.employment.contractEnd', code: 'contract-too-short', message: '合同太短。' }],
};

describe('a problem document', () => {
  it('is read with its field errors', () => {
    expect(problemOf(document, 422)).toMatchObject({
      code: 'rules-not-met',
      detail: '请修改后再提交。',
      status: 422,
      errors: document.errors,
    });
  });

  it('loses errors that are none, not the rest', () => {
    const errors = [...document.errors, null, 'x', { field: 1, message: 'y' }, { field: 'a', message: 'b' }];
    expect(problemOf({ ...document, errors }, 422).errors).toEqual([
      ...document.errors,
      { field: 'a', code: 'invalid', message: 'b' },
    ]);
    expect(problemOf({ ...document, errors: 'none' }, 422).errors).toEqual([]);
  });

  it.each([[undefined], [null], ['<html>'], [{ message: 'Forbidden' }]])('is made from the status for %j', (answer) => {
    expect(problemOf(answer, 403)).toEqual(problemOfStatus(403));
    expect(problemOf(answer, 502).detail).toMatch(/稍后再试/);
  });
});

describe('a failure', () => {
  it('of the API speaks with its detail, and is worth a retry only when the server is at fault', () => {
    expect(failureOf(new ApiError(problemOf(document, 422)))).toMatchObject({
      code: 'rules-not-met',
      message: '请修改后再提交。',
      retry: false,
    });
    expect(failureOf(new ApiError(problemOfStatus(500))).retry).toBe(true);
    expect(failureOf(new ApiError(problemOfStatus(429))).retry).toBe(true);
  });

  it('of the server names the number under which the log has it, others do not', () => {
    const requestId = 'JKJaXmPLvHcESHA=';
    expect(failureOf(new ApiError(problemOf({ ...document, requestId }, 500))).message).toContain(requestId);
    expect(failureOf(new ApiError(problemOf({ ...document, requestId }, 422))).message).not.toContain(requestId);
  });

  it('that no function answered is named by the number of API Gateway', () => {
    const problem = problemOf({ message: 'Service Unavailable' }, 503, 'JKJaXmPLvHcESHA=');
    expect(failureOf(new ApiError(problem)).message).toContain('JKJaXmPLvHcESHA=');
    expect(problemOf({ ...document, requestId: 'own' }, 500, 'JKJaXmPLvHcESHA=').requestId).toBe('own');
  });

  it('of the network says so', () => {
    expect(failureOf(new TypeError('Failed to fetch'))).toMatchObject({ code: 'network', retry: true });
  });

  it('of the page itself is not hidden', () => {
    expect(() => failureOf(new RangeError('a fault'))).toThrow(RangeError);
  });
});

describe('messages by field', () => {
  it('are found by the name in the form, the first one of each', () => {
    const messages = messagesByField([
      ...document.errors,
      { field: 'body.draft.employment.contractEnd', code: 'x', message: '第二条' },
      { field: 'items.0.subject', code: 'x', message: '请填写' },
    ]);
    expect([...messages]).toEqual([
      ['employment.contractEnd', '合同太短。'],
      ['items.0.subject', '请填写'],
    ]);
    expect(fieldName('mobile')).toBe('mobile');
  });
});
