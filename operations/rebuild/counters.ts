import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { countBehind, countInNumber } from '../../domain/numbering.ts';
import { passNumber } from '../../functions/records/counters.ts';
import { ApplicationEntity, CounterEntity, RegistrationEntity } from '../../functions/records/entities.ts';
import { type Derivation, type Difference, itemIn } from './derivation.ts';

interface Drawn {
  readonly counter: string;
  readonly count: number;
}

/**
 * Counters, behind every number that was drawn from them: nothing is numbered twice. Registrations of former years may have numbers of another system, and
 * nothing is drawn for a former year. A counter is read once and its value kept as long as it is not behind.
 */
export function counters(now: Date): Derivation {
  const known = new Map<string, number>();
  const valueOf = async (name: string) => {
    const value = (await CounterEntity.get({ name }).go({ consistent: true })).data?.value ?? 0;
    known.set(name, value);
    return value;
  };
  const behind = async (drawn: Drawn | undefined): Promise<Difference[]> => {
    if (drawn === undefined) return [];
    const { counter, count } = drawn;
    if ((known.get(counter) ?? 0) >= count || (await valueOf(counter)) >= count) return [];
    const mend = async () => {
      await passNumber(counter, count);
      known.delete(counter);
    };
    return [
      { kind: known.get(counter) === 0 ? 'missing' : 'altered', about: `counter ${counter} below ${count}`, mend },
    ];
  };
  return {
    application: async (image) => {
      const { number, profession } = itemIn(ApplicationEntity.parse({ Item: image }));
      return await behind(number === undefined ? undefined : countInNumber(number, profession));
    },
    registration: async (image) => {
      const { number, profession } = itemIn(RegistrationEntity.parse({ Item: image }));
      const drawn = countBehind(number, profession);
      return await behind(drawn?.year === shanghaiDate(now).slice(0, 4) ? drawn : undefined);
    },
  };
}
