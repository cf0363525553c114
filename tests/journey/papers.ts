import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { call } from '../../api/client.ts';
import type { RegistrationView } from '../../api/people.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { publicEndpoints } from '../../api/public.ts';
import type { Target } from '../../local/command/target.ts';
import { verificationCode } from '../support/parties/certificate-code.ts';
import type { Party } from '../support/parties/party.ts';

/** Throws with `what` when a condition does not hold. */
export function expect(condition: boolean, what: string): void {
  if (!condition) throw new Error(`not as expected: ${what}`);
}

/** Fetches a presigned download that must be a PDF. */
export async function pdfAt(url: string): Promise<Buffer> {
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status === 200, `the download answers 200, not ${response.status}`);
  expect(bytes.subarray(0, 5).toString('latin1') === '%PDF-', 'the download is a PDF');
  return bytes;
}

/** Keeps a document when documents are kept (`folder` is null when they are not). */
export async function save(folder: string | null, name: string, bytes: Buffer): Promise<void> {
  if (folder !== null) await writeFile(path.join(folder, name), bytes);
}

/** Downloads and keeps a certificate and returns the verification code that its QR code carries. */
export async function saveCertificate(person: Party, number: string, folder: string | null): Promise<string> {
  const { url } = await person.send(practitionerEndpoints.downloadCertificate, { params: { number } });
  const bytes = await pdfAt(url);
  await save(folder, `${number}-电子注册证书.pdf`, bytes);
  return await verificationCode(bytes);
}

/** Verifies a certificate as anybody can, by number and code. */
export function verify({ siteUrl }: Target, number: string, code: string) {
  const input = { params: { number }, body: { code } };
  return call(publicEndpoints.verifyCertificate, input, { baseUrl: siteUrl, accessToken: null });
}

/** Downloads the certificate of a registration and verifies that it says what the register says. Returns its code. */
export async function verifiedCode(
  target: Target,
  person: Party,
  registration: RegistrationView,
  folder: string | null,
): Promise<string> {
  const code = await saveCertificate(person, registration.number, folder);
  const verified = await verify(target, registration.number, code);
  if (verified.status === 'replaced') throw new Error('not as expected: the newest certificate is replaced');
  const said = ['status', 'holderName', 'employerName', 'validFrom', 'validUntil', 'zone'] as const;
  for (const field of said) {
    expect(
      verified[field] === registration[field],
      `${field} of the certificate is ${registration[field] ?? 'none'}, not ${verified[field] ?? 'none'}`,
    );
  }
  expect(verified.specialties.join() === registration.specialties.join(), 'the specialties are the registered ones');
  return code;
}
