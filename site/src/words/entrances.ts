import {
  type MatterCode,
  matterCodes,
  matterNames,
  asks,
  findMatterRow,
  matterRows,
} from '../../../domain/catalogue.ts';
import { type ProfessionCode, professionCodes, professions } from '../../../domain/professions.ts';

export const entranceNames = ['department-site', 'provincial-services', 'services-app'] as const;
export type EntranceName = (typeof entranceNames)[number];

/** A way in from another site, whose operator links to its addresses (docs/entrances.md). */
export interface Entrance {
  /** Who comes in here, and so how they sign in: 个人登录 or 法人登录. */
  readonly party: 'person' | 'legal-person';
  readonly title: string;
  /** The site that links here. */
  readonly site: string;
  /** The menu items there that lead to the link. */
  readonly menu: readonly string[];
  /** True when that site has one menu item for each profession. */
  readonly byProfession: boolean;
}

/** The ways in: one for practitioners (manual 一（一）), two for employers (manual 二（一）). A new one is a row, and has its page. */
export const entrances = {
  'department-site': {
    party: 'legal-person',
    title: '聘用企业登录',
    site: '江苏省住房和城乡建设厅网站',
    menu: ['网上办事', '个人服务类'],
    byProfession: true,
  },
  'provincial-services': {
    party: 'legal-person',
    title: '聘用企业登录',
    site: '江苏政务服务网',
    menu: ['综合旗舰店', '省级部门', '省住房和城乡建设厅旗舰店', '个人服务'],
    byProfession: true,
  },
  'services-app': {
    party: 'person',
    title: '职业资格人员登录',
    site: '“江苏政务服务”APP',
    menu: ['首页', '江苏政务服务（城市名）', '人才服务', '住建领域从业人员'],
    byProfession: false,
  },
} as const satisfies Record<EntranceName, Entrance>;

/** What somebody came for, as far as the address says so. */
export interface Wanted {
  readonly profession: ProfessionCode | null;
  readonly matter: MatterCode | null;
}

const origin = 'https://site.invalid';

/**
 * Reads from the query of an address what somebody came for. Addresses are written by others: unknown values count as absent, and so does
 * a matter that the profession does not have.
 */
export function wantedOf(address: string): Wanted {
  const query = URL.canParse(address, origin) ? new URL(address, origin).searchParams : new URLSearchParams();
  const profession = professionCodes.find((code) => code === query.get('profession')) ?? null;
  const named = matterCodes.find((code) => code === query.get('matter'));
  const exists = named !== undefined && (profession === null || findMatterRow(profession, named) !== undefined);
  return { profession, matter: exists ? named : null };
}

/** True when something is of the profession and matter that somebody came for; of nothing when they named neither. */
export function isWanted(
  { profession, matter }: Wanted,
  item: { readonly profession: ProfessionCode; readonly matter: MatterCode },
): boolean {
  if ([profession, matter].every((wish) => wish === null)) return false;
  return [null, item.profession].includes(profession) && [null, item.matter].includes(matter);
}

/** The name of what somebody came for: 二级注册建造师初始注册; null when they named nothing. */
export function wantedName({ profession, matter }: Wanted): string | null {
  const named = <Code extends string>(code: Code | null, name: (code: Code) => string) =>
    code === null ? [] : [name(code)];
  const names = [...named(profession, (code) => professions[code].name), ...named(matter, (code) => matterNames[code])];
  return names.length === 0 ? null : names.join('');
}

/** The address of a way in, which other sites link to. */
export function entranceAddress(name: EntranceName, wanted: Wanted): string {
  return withWanted(`/entrance/${name}.html`, wanted);
}

/** The page on which somebody arrives who came in and signed in. */
export function arrivalAddress(name: EntranceName, wanted: Wanted): string {
  if (entrances[name].party === 'legal-person') return withWanted('/employer/work-items.html', wanted);
  const ofMatter = matterRows.filter((row) => isWanted({ profession: null, matter: wanted.matter }, row));
  const entry = ofMatter.some(({ effect }) => asks(effect, 'entry'));
  return withWanted(entry ? '/practitioner/out-of-province-entry.html' : '/practitioner/apply.html', wanted);
}

/** Every address that a way in has without naming a matter: what its site links to. */
export function entranceLinks(name: EntranceName): { readonly wanted: Wanted; readonly address: string }[] {
  const wishes: Wanted[] = entrances[name].byProfession
    ? professionCodes.map((profession) => ({ profession, matter: null }))
    : [{ profession: null, matter: null }];
  return wishes.map((wanted) => ({ wanted, address: entranceAddress(name, wanted) }));
}

function withWanted(path: string, { profession, matter }: Wanted): string {
  const named = Object.entries({ profession, matter }).flatMap(([name, code]) => (code === null ? [] : [[name, code]]));
  const query = new URLSearchParams(named).toString();
  return query === '' ? path : `${path}?${query}`;
}
