import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { UploadTicket } from '../../../api/application.ts';
import { putFile } from './put-file.ts';

type Handler = (event?: unknown) => void;

/** What the page sees of a request whose network the test plays. */
class PlayedRequest {
  static last: PlayedRequest;
  readonly headers: string[] = [];
  readonly upload: { onprogress?: Handler } = {};
  status = 0;
  onload?: Handler;
  onabort?: Handler;
  onloadend?: Handler;
  constructor() {
    PlayedRequest.last = this;
  }
  open(): void {
    // The test plays what follows.
  }
  send(): void {
    // The test plays what follows.
  }
  setRequestHeader(name: string): void {
    this.headers.push(name);
  }
  abort(): void {
    this.onabort?.();
    this.onloadend?.();
  }
  answer(status: number): void {
    this.status = status;
    this.onload?.();
    this.onloadend?.();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('XMLHttpRequest', PlayedRequest);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ticket: UploadTicket = {
  ...({ fileId: 'f', method: 'PUT', url: 'https://bucket.example.cn/f' } as const),
  expiresAt: '2026-03-02T01:05:00.000Z',
  headers: { 'content-length': '4', 'content-type': 'image/jpeg', 'if-none-match': '*' },
};
const put = (shares: number[] = []) => putFile(ticket, new File(['four'], 'f.jpg'), (share) => shares.push(share));

it('a file that travels slowly is waited for, and the share of it that has gone is told', async () => {
  const shares: number[] = [];
  const answered = put(shares);
  for (const loaded of [1, 2, 3, 4]) {
    vi.advanceTimersByTime(15_000);
    PlayedRequest.last.upload.onprogress?.({ loaded, total: 4 });
  }
  vi.advanceTimersByTime(15_000);
  PlayedRequest.last.answer(200);
  expect(await answered).toBe(200);
  expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  expect(PlayedRequest.last.headers).toEqual(['content-type', 'if-none-match']);
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ['that does not begin to travel', null],
  ['that stands still on its way', 1],
  ['that has arrived without an answer', 4],
])('a file %s is given up after twenty seconds, and not before', async (_, loaded) => {
  const answered = put();
  let isGivenUp = false;
  answered.catch(() => (isGivenUp = true));
  await vi.advanceTimersByTimeAsync(5000);
  if (loaded === null) await vi.advanceTimersByTimeAsync(14_999);
  else {
    PlayedRequest.last.upload.onprogress?.({ loaded, total: 4 });
    await vi.advanceTimersByTimeAsync(19_999);
  }
  expect(isGivenUp).toBe(false);
  vi.advanceTimersByTime(1);
  await expect(answered).rejects.toThrow(TypeError);
});
