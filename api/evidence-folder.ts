/**
 * Where the files of an objection lie, from the secret that its objector's page has made at random. Addresses stand in logs and folders in the table, while
 * the receipt number follows from the secret: so neither says it.
 * @returns the SHA-256 in hexadecimal digits
 */
export async function evidenceFolder(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`evidence/${secret}`));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
