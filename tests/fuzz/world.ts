import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { canonicalText } from '../../domain/canonical-text.ts';
import type { Target } from '../../local/command/target.ts';
import { type Accounts, accountsOf } from '../support/parties/accounts.ts';
import { see } from '../support/parties/play.ts';
import { prepareStages } from '../support/parties/scene.ts';
import type { FuzzSettings } from './fuzz.ts';

/** A case in which every party has something, who may call, and what they see of it. */
export async function fuzzWorld(
  target: Target,
  accounts: Accounts = accountsOf('fuzz.test.ts'),
): Promise<Pick<FuzzSettings, 'baseUrl' | 'callers' | 'things' | 'snapshot'>> {
  const stages = await prepareStages(target, accounts);
  const { staff } = stages;
  const [{ person, company, id }, stranger] = await Promise.all([stages.at('awaiting-acceptance'), stages.qualified()]);
  const { files, documents } = await see(person, id);
  return {
    baseUrl: target.siteUrl,
    callers: [
      { name: 'nobody', party: null, token: null },
      { name: 'worthless', party: null, token: 'abc.def.ghi' },
      { name: 'person', party: 'person', token: person.accessToken },
      { name: 'another person', party: 'person', token: stranger.accessToken },
      { name: 'company', party: 'legal-person', token: company.accessToken },
      { name: 'acceptance', party: 'staff', token: staff.acceptance.accessToken },
      { name: 'review', party: 'staff', token: staff.review.accessToken },
      { name: 'decision', party: 'staff', token: staff.decision.accessToken },
      { name: 'registrar', party: 'staff', token: staff.registrar.accessToken },
    ],
    things: { id, fileId: files[0]?.id ?? '', documentId: documents[0]?.id ?? '', number: '苏建232026999999' },
    snapshot: async () => {
      const params = { id };
      const seen = await Promise.all([
        see(person, id),
        person.send(practitionerEndpoints.getProfile, {}),
        person.send(practitionerEndpoints.listApplications, {}),
        stranger.send(practitionerEndpoints.getProfile, {}),
        stranger.send(practitionerEndpoints.listApplications, {}),
        company.send(employerEndpoints.getCompany, {}),
        company.send(employerEndpoints.getApplication, { params }),
      ]);
      // What the case has in common with those of others changes with these.
      const { findings: _, ...inReview } = await staff.review.send(departmentEndpoints.getApplication, { params });
      return canonicalText([...seen, inReview]);
    },
  };
}
