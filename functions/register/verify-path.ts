import type { RegistrationItem } from '../records/entities.ts';

/** Where on this site the certificate of a registration is verified. Behind a #, so that whoever scans the QR code leaves the code in no log of an address. */
export function verifyPath({ number, verificationCode: code }: Pick<RegistrationItem, 'number' | 'verificationCode'>) {
  return `/verify.html#${new URLSearchParams({ number, code }).toString()}`;
}
