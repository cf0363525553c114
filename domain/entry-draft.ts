import type { CalendarDate } from './calendar-dates.ts';
import { homeProvince, type Province, provinces } from './provinces.ts';

/** The registration that was held in another province before. A field that is not filled in yet is null. */
export interface PriorRegistration {
  readonly number: string | null;
  readonly employerName: string | null;
  readonly validFrom: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
  readonly province: Province | null;
}

/** What is entered of a qualification obtained in another province (manual 一（二）1（2）). A field that is not filled in yet is null. */
export interface EntryDraft {
  readonly certificateNumber: string | null;
  /** 报考地. */
  readonly examinationProvince: Province | null;
  /** 通过年度. */
  readonly passedYear: number | null;
  readonly issuedOn: CalendarDate | null;
  readonly issuer: string | null;
  /** 是否在省外做过初始注册; nothing is chosen beforehand. */
  readonly registeredBefore: boolean | null;
  /** Null unless `registeredBefore`. */
  readonly priorRegistration: PriorRegistration | null;
}

/** An entry in which nothing has been filled in. */
export const emptyEntry: EntryDraft = {
  certificateNumber: null,
  examinationProvince: null,
  passedYear: null,
  issuedOn: null,
  issuer: null,
  registeredBefore: null,
  priorRegistration: null,
};

/** A prior registration of which nothing has been filled in. */
export const emptyPriorRegistration: PriorRegistration = {
  number: null,
  employerName: null,
  validFrom: null,
  validUntil: null,
  province: null,
};

/** The labels of an entry, in the manual's words. */
export const entryLabels = {
  examinationProvince: '报考地',
  certificateNumber: '资格证号',
  passedYear: '通过年度',
  issuedOn: '发证日期',
  issuer: '发证机关',
  registeredBefore: '是否在省外做过初始注册',
} as const satisfies Partial<Record<keyof EntryDraft, string>>;

/** The labels of the original registration (原注册信息). */
export const priorRegistrationLabels = {
  number: '原注册编号',
  province: '原注册地',
  employerName: '原聘用企业',
  validFrom: '原注册有效期起',
  validUntil: '原注册有效期止',
} as const satisfies Record<keyof PriorRegistration, string>;

/** The provinces in which a qualification can have been obtained that is entered here: every one but our own. */
export const otherProvinces = provinces.filter((province) => province !== homeProvince);
