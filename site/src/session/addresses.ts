import type { SessionParty } from './session.ts';

/** The first page of each party's section. */
export const homePages: Readonly<Record<SessionParty, string>> = {
  person: '/practitioner.html',
  'legal-person': '/employer.html',
  staff: '/department.html',
};

/** The way to sign in as a party and come back to a page of this site: leads straight on to the issuer. */
export function signInAddress(party: SessionParty, returnTo: string): string {
  return `/sign-in.html?${new URLSearchParams({ party, returnTo }).toString()}`;
}

/** The sign-in page itself, to choose the party again, which still leads back to a page of this site. */
export function signInChoice(returnTo: string): string {
  return `/sign-in.html?${new URLSearchParams({ returnTo }).toString()}`;
}

const origin = 'https://site.invalid';
// Browsers read `\` as `/`, and take blanks and control characters out, before they resolve an address.
const plain = /^\/(?!\/)[^\\\s\p{C}]*$/u;
// Letters, digits and hyphens between single slashes: no address with another meaning to a browser can be written so.
const pagePath = /^\/(?:[\w-]+\/)*(?:[\w-]+(?:\.html)?)?$/;
const signInPages = /^\/(?:auth\/.*|sign-in(?:\.html)?)$/;

/**
 * The address of a page of this site, as it may be followed; null for everything else, so that no link can lead a signed-in user away.
 * The only place that decides this. Pages that sign in are none to come back to: they would lead on by themselves.
 */
export function ownPage(address: string | null): string | null {
  if (address === null || !plain.test(address) || !URL.canParse(address, origin)) return null;
  const url = new URL(address, origin);
  if (url.origin !== origin || !pagePath.test(url.pathname) || signInPages.test(url.pathname)) return null;
  return `${url.pathname}${url.search}${url.hash}`;
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

const profilePages = { practitioner: '/practitioner/profile.html', employer: '/employer/company.html' } as const;

/** Where a message leads: to the profile, to its application or, when it is about a registration, to 我的证照 or 在册人员. */
export function messageAddress(
  party: 'practitioner' | 'employer',
  applicationId: string | null,
  leadsTo: 'profile' | null = null,
): string {
  if (leadsTo === 'profile') return profilePages[party];
  return applicationId === null ? registerPages[party] : applicationAddress(party, applicationId);
}

/** The case page of the department, with the queue to go on with after a decision. */
export function caseAddress(id: string, queue: string | null): string {
  const query = new URLSearchParams({ id });
  if (queue !== null) query.set('queue', queue);
  return `/department/case.html?${query.toString()}`;
}

/** The page on which a person shows one of their certificates. */
export function certificateAddress(number: string): string {
  return `/practitioner/certificate.html?${new URLSearchParams({ number }).toString()}`;
}

/** What the register says of one registration, for the department. */
export function registerAddress(number: string): string {
  return `/department/register.html?${new URLSearchParams({ number }).toString()}`;
}

/** The page of one 企业信息变更 of the department. */
export function companyChangeAddress(id: string): string {
  return `/department/company-changes.html?${new URLSearchParams({ id }).toString()}`;
}
