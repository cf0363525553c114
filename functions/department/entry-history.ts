import { holdActions } from '../../domain/holds.ts';
import { changeText } from '../../domain/report-columns.ts';
import { RegisterEventEntity, ReportRowEntity } from '../records/entities.ts';

/** One line of what became of an entry of the register. */
export interface EntryEvent {
  readonly id: string;
  readonly at: string;
  readonly title: string;
  readonly actor: string | null;
  readonly told: string;
  readonly applicationId: string | null;
  readonly caseNumber: string | null;
}

/**
 * The history of an entry, the latest first: what was approved of it, as it was written to be reported (报送), and what officers have done to it besides.
 * An entry lasts decades and is changed every few years: all of it is one page.
 */
export async function historyOf(number: string): Promise<EntryEvent[]> {
  const [approved, held] = await Promise.all([
    ReportRowEntity.query.row({ number }).go({ pages: 'all' }),
    RegisterEventEntity.query.history({ number }).go({ pages: 'all' }),
  ]);
  return [
    ...approved.data.map(({ entryVersion, at, cells, applicationId = null, caseNumber = null }) => ({
      ...{
        id: `approved-${entryVersion}`,
        at,
        title: cells.change ?? '变更注册',
        actor: null,
        told: changeText(cells),
      },
      ...{ applicationId, caseNumber },
    })),
    ...held.data.map(({ eventId, at, action, actorName, told }) => ({
      ...{ id: eventId, at, title: holdActions[action].title, actor: actorName, told },
      ...{ applicationId: null, caseNumber: null },
    })),
  ].toSorted((left, right) => (left.at < right.at ? 1 : left.at > right.at ? -1 : 0));
}
