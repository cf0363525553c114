import type * as z from 'zod';
import type { entrySchema } from '../../../api/draft.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import type { ProfessionCode } from '../../../domain/professions.ts';
import type { Party } from './party.ts';
import { begin, see, uploadOwn } from './play.ts';
import { scan } from './sample-files.ts';

/** An entry as the API takes it. */
export type SentEntry = z.input<typeof entrySchema>;

/** A complete entry of a certificate from Zhejiang, registered there before; everything in it is invented. */
export function sampleEntry(certificateNumber: string): SentEntry {
  return {
    certificateNumber,
    examinationProvince: '浙江省',
    passedYear: 2019,
    issuedOn: '2019-12-20',
    issuer: '浙江省住房和城乡建设厅（演示）',
    registeredBefore: true,
    priorRegistration: {
      number: `浙注${certificateNumber.slice(-8)}`,
      employerName: '浙江演示建筑设计有限公司',
      validFrom: '2020-03-01',
      validUntil: '2022-02-28',
      province: '浙江省',
    },
  };
}

/** The certificate number of an account in another province: nobody else's. */
export function foreignCertificate(account: string): string {
  return `ZJ2019${account.replace(/\D/g, '').padStart(6, '0')}`;
}

/** Begins an out-of-province entry and returns its id; the profile is completed first. */
export function beginEntry(person: Party, profession: ProfessionCode = 'architect-2'): Promise<string> {
  return begin(person, profession, 'out-of-province-entry');
}

/** Saves what is entered. */
export async function saveEntry(person: Party, id: string, entry: SentEntry): Promise<void> {
  const { draft, version } = await see(person, id);
  const body = { version, draft: { ...draft, entry } };
  await person.send(practitionerEndpoints.saveDraft, { params: { id }, body });
}

/** Uploads the scan of the certificate. */
export async function uploadCertificate(person: Party, id: string) {
  return await uploadOwn(person, id, 'qualification-certificate', await scan('资格证书.pdf', 1));
}

/** Fills in the whole entry and uploads the scan. */
export async function fillInEntry(person: Party, id: string, entry: SentEntry): Promise<void> {
  await uploadCertificate(person, id);
  await saveEntry(person, id, entry);
}
