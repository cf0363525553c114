import type { InsuranceEvidence } from '../../domain/social-insurance.ts';
import type { PersonFile } from '../register/person-file.ts';
import type { Case } from './case.ts';

/** Where it is known from who pays an applicant's social insurance. A province that may ask the insurance authority itself adds a source. */
export interface SocialInsurance {
  readonly evidenceFor: (found: Case, person: PersonFile) => Promise<InsuranceEvidence>;
}

/** One source: what it knows of an application, of which the others know the rest. */
type Source = (found: Case, person: PersonFile) => Promise<Partial<InsuranceEvidence>>;

/** The list that the registrar imports. */
const list: Source = async (_, person) => ({ months: (await person.lists()).insured });

/** The 社保证明 that the applicant has uploaded, for the officer to read. */
const upload: Source = ({ application, files }) => {
  const proof = files.find(({ fileId }) => fileId === application.attachments['insurance-proof']);
  return Promise.resolve(proof === undefined ? {} : { proof: proof.name });
};

/** The sources of this platform. */
export const socialInsurance: SocialInsurance = {
  evidenceFor: async (found, person) => {
    const known = await Promise.all([list, upload].map((source) => source(found, person)));
    return known.reduce<InsuranceEvidence>((all, each) => ({ ...all, ...each }), { months: [], proof: null });
  },
};
