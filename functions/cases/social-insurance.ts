import type { InsuranceEvidence } from '../../domain/social-insurance.ts';
import { insuredMonths } from '../register/person-lists.ts';
import type { Case } from './case.ts';

/** Where it is known from who pays an applicant's social insurance. A province that may ask the insurance authority itself adds a source. */
export interface SocialInsurance {
  readonly evidenceFor: (found: Case) => Promise<InsuranceEvidence>;
}

/** One source: what it knows of an application, of which the others know the rest. */
type Source = (found: Case) => Promise<Partial<InsuranceEvidence>>;

/** The list that the registrar imports. */
const list: Source = async ({ item }) => ({ months: await insuredMonths(item.personId) });

/** The 社保证明 that the applicant has uploaded, for the officer to read. */
const upload: Source = ({ application, files }) => {
  const proof = files.find(({ fileId }) => fileId === application.attachments['insurance-proof']);
  return Promise.resolve(proof === undefined ? {} : { proof: proof.name });
};

/** The sources of this platform. */
export const socialInsurance: SocialInsurance = {
  evidenceFor: async (found) => {
    const known = await Promise.all([list, upload].map((source) => source(found)));
    return known.reduce<InsuranceEvidence>((all, each) => ({ ...all, ...each }), { months: [], proof: null });
  },
};
