import type { SessionParty } from './session.ts';

/** The first page of each party's section. */
export const homePages: Readonly<Record<SessionParty, string>> = {
  person: '/practitioner.html',
  'legal-person': '/employer.html',
  staff: '/department.html',
};

/** The sign-in page, asked to come back to a page of this site. `expired` says why the user is there again. */
export function signInAddress(party: SessionParty, returnTo: string, expired = false): string {
  const query = new URLSearchParams({ party, returnTo });
  if (expired) query.set('reason', 'expired');
  return `/sign-in.html?${query.toString()}`;
}

/** A path to come back to, when it lies on this site; null otherwise, so that a link cannot lead a signed-in user away. */
export function safeReturn(returnTo: string | null): string | null {
  if (returnTo === null || !returnTo.startsWith('/')) return null;
  const origin = 'https://site.invalid';
  const url = URL.canParse(returnTo, origin) ? new URL(returnTo, origin) : null;
  return url?.origin === origin ? `${url.pathname}${url.search}${url.hash}` : null;
}

/** The page of one application for a party. */
export function applicationAddress(party: 'practitioner' | 'employer', id: string): string {
  return `/${party}/application.html?id=${encodeURIComponent(id)}`;
}

/** The company profile, which leads on to a page of this site once it is saved. */
export function companyAddress(returnTo: string): string {
  return `/employer/company.html?${new URLSearchParams({ returnTo }).toString()}`;
}

const registerPages = {
  practitioner: '/practitioner/certificates.html',
  employer: '/employer/registrations.html',
} as const;

/** Where a message leads: to its application or, when it is about a registration, to 我的证照 or 在册人员. */
export function messageAddress(party: 'practitioner' | 'employer', applicationId: string | null): string {
  return applicationId === null ? registerPages[party] : applicationAddress(party, applicationId);
}

/** The case page of the department, with the queue to go on with after a decision. */
export function caseAddress(id: string, queue: string | null): string {
  const query = new URLSearchParams({ id });
  if (queue !== null) query.set('queue', queue);
  return `/department/case.html?${query.toString()}`;
}
