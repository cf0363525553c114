import {
  emptyEntry,
  emptyPriorRegistration,
  type EntryDraft,
  type PriorRegistration,
} from '../../../domain/entry-draft.ts';
import { type Province, provinces } from '../../../domain/provinces.ts';
import { typedNumber } from '../../../domain/typed.ts';
import { filledLine, filledNumber } from './filled-in.ts';

/** A field of an entry that is an input by itself. */
export type EntryField = Exclude<keyof EntryDraft, 'priorRegistration'>;

/** An entry as inputs hold it: every field is a text, empty when not filled in; `registeredBefore` is yes or no. */
export interface EntryForm extends Readonly<Record<EntryField, string>> {
  readonly prior: Readonly<Record<keyof PriorRegistration, string>>;
}

/** Turns an entry of the server into what inputs show. */
export function formOfEntry(entry: EntryDraft | null): EntryForm {
  const { passedYear, registeredBefore, priorRegistration, ...texts } = entry ?? emptyEntry;
  const prior = priorRegistration ?? emptyPriorRegistration;
  return {
    certificateNumber: texts.certificateNumber ?? '',
    examinationProvince: texts.examinationProvince ?? '',
    passedYear: passedYear === null ? '' : String(passedYear),
    issuedOn: texts.issuedOn ?? '',
    issuer: texts.issuer ?? '',
    registeredBefore: registeredBefore === null ? '' : registeredBefore ? 'yes' : 'no',
    prior: {
      number: prior.number ?? '',
      employerName: prior.employerName ?? '',
      validFrom: prior.validFrom ?? '',
      validUntil: prior.validUntil ?? '',
      province: prior.province ?? '',
    },
  };
}

/** Turns what inputs hold into an entry: cleaned as the API does it, no original registration of who was not registered. Null when all is empty. */
export function entryOfForm(form: EntryForm): EntryDraft | null {
  const { prior, ...own } = form;
  const year = typedYear(own.passedYear);
  const registeredBefore = own.registeredBefore === '' ? null : own.registeredBefore === 'yes';
  if ([...Object.values(own), ...Object.values(prior)].every((value) => value.trim() === '')) return null;
  return {
    certificateNumber: filledNumber(own.certificateNumber),
    examinationProvince: provinceOf(own.examinationProvince),
    passedYear: /^\d{4}$/.test(year) ? Number(year) : null,
    issuedOn: filledLine(own.issuedOn),
    issuer: filledLine(own.issuer),
    registeredBefore,
    priorRegistration:
      registeredBefore === true
        ? {
            number: filledNumber(prior.number),
            employerName: filledLine(prior.employerName),
            validFrom: filledLine(prior.validFrom),
            validUntil: filledLine(prior.validUntil),
            province: provinceOf(prior.province),
          }
        : null,
  };
}

/** A year as typed or pasted: digits only, also when it was written 2019年. */
export function typedYear(text: string): string {
  return typedNumber(text).replace(/年$/, '');
}

function provinceOf(name: string): Province | null {
  return provinces.find((province) => province === name) ?? null;
}
