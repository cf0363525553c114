/** How often one caller may look something up within a window. */
export interface LookupLimit {
  /** The most look-ups within a window. */
  readonly most: number;
  readonly windowSeconds: number;
  /** A look-up that finds what it proves to know is not counted: only guesses are. */
  readonly countsHits: boolean;
}

/**
 * What can be looked up by an identity, a number or a code, and how often by one caller: a person, a member of staff, or the address of a client.
 * Each is far above what its honest use takes, and far below what reading the register by counting takes.
 */
export const lookupLimits = {
  // A scan of the QR code hits; somebody who types number and code by hand errs a few times. An office of fifty behind one address still fits.
  verification: { most: 60, windowSeconds: 600, countsHits: false },
  // Whoever calls the API beside the distribution can write any client address: what connects is limited too. Wrong codes of a whole edge fit.
  'verification-connection': { most: 3000, windowSeconds: 600, countsHits: false },
  // An officer handles some hundred cases a day. 500 an hour is one every seven seconds.
  'staff-search': { most: 500, windowSeconds: 3600, countsHits: true },
  // One claim is submitted, perhaps returned and corrected twice; the department compares each by hand.
  'former-identity': { most: 10, windowSeconds: 86_400, countsHits: true },
  // Every save that names another complete certificate number: typing one with pauses saves some of its beginnings.
  'certificate-number': { most: 60, windowSeconds: 3600, countsHits: true },
  // The name behind a credit code is public elsewhere; the register of who uses the platform is not.
  employer: { most: 120, windowSeconds: 3600, countsHits: true },
} as const satisfies Readonly<Record<string, LookupLimit>>;
export type LookupKind = keyof typeof lookupLimits;

/** The window that an instant falls into, and the whole seconds until it ends. */
export function lookupWindow(kind: LookupKind, now: Date): { readonly window: string; readonly endsInSeconds: number } {
  const { windowSeconds } = lookupLimits[kind];
  const seconds = Math.floor(now.getTime() / 1000);
  const count = Math.floor(seconds / windowSeconds);
  return { window: String(count), endsInSeconds: (count + 1) * windowSeconds - seconds };
}
