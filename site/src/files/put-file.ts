import type { UploadTicket } from '../../../api/application.ts';

// Browsers set these themselves and refuse to have them set.
const ownHeaders = new Set(['content-length', 'host']);

/** A phone between two cells is back within seconds; an address lives five minutes, in which six tries must have their place. */
const stillMilliseconds = 20_000;

/**
 * Puts a file to the address of a ticket and answers the status; `onShare` is told how much of it has gone. Rejects with TypeError when the network fails, and when
 * nothing moves for twenty seconds: neither the file nor, once it has gone, an answer. By itself a browser waits for minutes.
 */
export function putFile(ticket: UploadTicket, file: File, onShare: (share: number) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    // XMLHttpRequest because fetch does not tell how much of a body has been sent.
    const request = new XMLHttpRequest();
    let still: ReturnType<typeof setTimeout>;
    const moved = (): void => {
      clearTimeout(still);
      still = setTimeout(() => request.abort(), stillMilliseconds);
    };
    request.open(ticket.method, ticket.url);
    for (const [name, value] of Object.entries(ticket.headers)) {
      if (!ownHeaders.has(name.toLowerCase())) request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => {
      moved();
      onShare(total === 0 ? 1 : loaded / total);
    };
    request.onload = () => resolve(request.status);
    request.onerror = request.onabort = () => reject(new TypeError('upload failed'));
    request.onloadend = () => clearTimeout(still);
    moved();
    request.send(file);
  });
}
