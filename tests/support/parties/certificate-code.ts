import { PDFDocument } from '@cantoo/pdf-lib';

/** The verification code of a certificate, from the verification address that stands in its metadata and its QR code. */
export async function verificationCode(certificate: Buffer): Promise<string> {
  const address = (await PDFDocument.load(certificate)).getKeywords() ?? '';
  const code = URL.canParse(address) ? new URLSearchParams(new URL(address).hash.slice(1)).get('code') : null;
  if (code === null) throw new Error(`the certificate names no verification address: ${address}`);
  return code;
}
