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

/** The provinces in which a qualification can have been obtained that is entered here: every one but our own. */
export const otherProvinces = provinces.filter((province) => province !== homeProvince);
