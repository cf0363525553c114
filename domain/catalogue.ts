import { addition } from './matters/addition.ts';
import { cancellation } from './matters/cancellation.ts';
import type { FileSlot } from './file-slots.ts';
import {
  additionTerms,
  cancellationTerms,
  changeEmployerTerms,
  changePersonalTerms,
  demonstrationZoneTerms,
  entryTerms,
  initialTerms,
  renewalTerms,
  reregistrationTerms,
  specialtyCancellationTerms,
} from './matter-terms.ts';
import type { Effect, OwnPart } from './matters/effect.ts';
import { employerChange } from './matters/employer-change.ts';
import { personalChange } from './matters/personal-change.ts';
import { qualification } from './matters/qualification.ts';
import { registration } from './matters/registration.ts';
import { renewal } from './matters/renewal.ts';
import { specialtyCancellation } from './matters/specialty-cancellation.ts';
import type { Terms } from './matters/terms.ts';
import { type ProfessionCode, professionCodes, professions, sharesRegistration } from './professions.ts';

/** What approvals do. A new effect is an object among domain/matters/, and is named here. */
export const effects = {
  registration,
  qualification,
  renewal,
  'employer-change': employerChange,
  'personal-change': personalChange,
  addition,
  'specialty-cancellation': specialtyCancellation,
  cancellation,
} as const satisfies Readonly<Record<string, Effect>>;
export type EffectCode = keyof typeof effects;

/** The matters, by their names in the manual's words. */
export const matterNames = {
  initial: '初始注册',
  'demo-zone': '长三角示范区注册',
  'out-of-province-entry': '省外资格信息录入',
  renewal: '延续注册',
  'change-employer': '变更注册（聘用企业）',
  'change-personal': '变更注册（个人信息）',
  addition: '增项注册',
  reregistration: '重新注册',
  'cancel-specialty': '注销专业',
  cancellation: '注销注册',
} as const;
export type MatterCode = keyof typeof matterNames;

/** The headings of 我要办事, in order: two entries of the manual (一（二）2, 一（三）2), then what can be done with a registration. */
export const matterGroups = {
  declare: '注册申报',
  zone: '长三角示范区注册',
  renewal: '延续注册',
  change: '变更注册',
  addition: '增项注册',
  reregistration: '重新注册',
  cancellation: '注销注册',
} as const;
export type MatterGroup = keyof typeof matterGroups;

/** A matter: what an approval does, where it is found, and what it asks of whom in which professions. */
interface Matter {
  readonly effect: EffectCode;
  /** The heading of 我要办事 under which it stands; null: it has a page of its own. */
  readonly group: MatterGroup | null;
  readonly professions: readonly ProfessionCode[];
  readonly terms: (profession: ProfessionCode) => Terms;
}

const withEntries = professionCodes.filter((profession) => professions[profession].outOfProvinceEntry);
const withSpecialties = professionCodes.filter(sharesRegistration);

// In the order of the manual. A new matter is an entry.
const matters = {
  initial: {
    effect: 'registration',
    group: 'declare',
    professions: professionCodes,
    terms: initialTerms,
  },
  'demo-zone': {
    effect: 'registration',
    group: 'zone',
    professions: ['constructor-2'],
    terms: demonstrationZoneTerms,
  },
  'out-of-province-entry': {
    effect: 'qualification',
    group: null,
    professions: withEntries,
    terms: entryTerms,
  },
  renewal: {
    effect: 'renewal',
    group: 'renewal',
    professions: professionCodes,
    terms: renewalTerms,
  },
  'change-employer': {
    effect: 'employer-change',
    group: 'change',
    professions: professionCodes,
    terms: changeEmployerTerms,
  },
  'change-personal': {
    effect: 'personal-change',
    group: 'change',
    professions: professionCodes,
    terms: changePersonalTerms,
  },
  addition: {
    effect: 'addition',
    group: 'addition',
    professions: withSpecialties,
    terms: additionTerms,
  },
  reregistration: {
    effect: 'registration',
    group: 'reregistration',
    professions: professionCodes,
    terms: reregistrationTerms,
  },
  'cancel-specialty': {
    effect: 'specialty-cancellation',
    group: 'cancellation',
    professions: withSpecialties,
    terms: specialtyCancellationTerms,
  },
  cancellation: {
    effect: 'cancellation',
    group: 'cancellation',
    professions: professionCodes,
    terms: cancellationTerms,
  },
} as const satisfies Readonly<Record<MatterCode, Matter>>;

/** One matter of one profession: who takes part, with what material, within which limits. */
export interface MatterRow extends Terms, Pick<Matter, 'effect' | 'group'> {
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
}

/** The matters by which others than the person end a registration, or some specialties of it. */
export const endingMatters = ['cancellation', 'cancel-specialty'] as const satisfies readonly MatterCode[];
export type EndingMatter = (typeof endingMatters)[number];

/** True for a matter that ends some specialties and leaves the others; false where the whole registration ends. */
export function endsSpecialties(matter: EndingMatter): boolean {
  return effects[matters[matter].effect].ends.scope === 'specialties';
}

/** Every file that an applicant can upload for a row: those that it asks for, then those that may be added. */
export function ownFilesOf({ practitionerFiles, optionalFiles }: Terms): readonly FileSlot[] {
  return [...practitionerFiles, ...optionalFiles];
}

/** The codes of the matters, in the order of the manual. */
export const matterCodes = keysOf(matterNames);

/** The codes of the effects. */
export const effectCodes = keysOf(effects);

/** Every matter of every profession that has it. */
export const matterRows: readonly MatterRow[] = matterCodes.flatMap((matter) => rowsOf(matter, matters[matter]));

const rowIndex = new Map(matterRows.map((row) => [`${row.profession}/${row.matter}`, row]));

/** Finds the row of a profession and matter; undefined when that profession does not have that matter. */
export function findMatterRow(profession: ProfessionCode, matter: MatterCode): MatterRow | undefined {
  return rowIndex.get(`${profession}/${matter}`);
}

/** The catalogue row of an application. Throws RangeError for a row that was taken out of the catalogue, which must never happen. */
export function rowOf(application: Pick<MatterRow, 'profession' | 'matter'>): MatterRow {
  const row = findMatterRow(application.profession, application.matter);
  if (row === undefined) throw new RangeError(`no matter row ${application.profession} × ${application.matter}`);
  return row;
}

/** What the approval of an application does. */
export function effectOf(
  application: Pick<MatterRow, 'profession' | 'matter'>,
): Effect & { readonly code: EffectCode } {
  return effects[rowOf(application).effect];
}

/** True for an effect that asks for a part of the draft that others do not. */
export function asks(code: EffectCode, part: OwnPart): boolean {
  const effect: Effect = effects[code];
  return effect.asks.includes(part);
}

function rowsOf(matter: MatterCode, { effect, group, professions: held, terms }: Matter): MatterRow[] {
  return held.map((profession) => ({ profession, matter, effect, group, ...terms(profession) }));
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  const keys: Key[] = [];
  for (const key in table) keys.push(key);
  return keys;
}
