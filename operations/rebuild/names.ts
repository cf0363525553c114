import { endingStart, nameEndings } from '../../domain/employer-names.ts';
import {
  EmployerEndingEntity,
  KnownEmployerEntity,
  RegisteredNameEntity,
  RegistrationEntity,
} from '../../functions/records/entities.ts';
import { writeEndings } from '../../functions/register/known-employers.ts';
import { removeName, writeName } from '../../functions/register/registered-names.ts';
import { type Derivation, type Difference, itemIn } from './derivation.ts';

/** The names by which entries of the register and companies are found, which the dispatcher writes from the stream. */
export const names: Derivation = {
  registration: async (image) => {
    const entry = itemIn(RegistrationEntity.parse({ Item: image }));
    const { data } = await RegisteredNameEntity.get(entry).go({ consistent: true });
    if (data?.personId === entry.personId) return [];
    const kind = data === null ? 'missing' : 'altered';
    return [{ kind, about: `name of ${entry.number}`, mend: async () => await writeName(entry, null) }];
  },
  registeredName: async (image) => {
    const name = itemIn(RegisteredNameEntity.parse({ Item: image }));
    const { data } = await RegistrationEntity.get(name).go({ consistent: true });
    if (data?.holderName === name.holderName) return [];
    return [
      { kind: 'stray', about: `name of ${name.number}`, mend: async () => await removeName(name, name.holderName) },
    ];
  },
  knownEmployer: async (image) => {
    const employer = itemIn(KnownEmployerEntity.parse({ Item: image }));
    const { creditCode } = employer;
    const wanted = nameEndings(employer.name).map((ending) => ({ start: endingStart(ending), ending, creditCode }));
    if (wanted.length === 0) return [];
    const { data } = await EmployerEndingEntity.get(wanted).go({ consistent: true });
    if (data.length === wanted.length) return [];
    const about = `${wanted.length - data.length} endings of the name of ${creditCode}`;
    return [{ kind: 'missing', about, mend: async () => await writeEndings(employer, null) }] satisfies Difference[];
  },
  employerEnding: async (image) => {
    const row = itemIn(EmployerEndingEntity.parse({ Item: image }));
    const { creditCode, ending } = row;
    const { data } = await KnownEmployerEntity.get({ creditCode }).go({ consistent: true });
    if (data !== null && nameEndings(data.name).includes(ending)) return [];
    const mend = async () => await EmployerEndingEntity.delete(row).go();
    return [{ kind: 'stray', about: `an ending of the name of ${creditCode}`, mend }];
  },
};
