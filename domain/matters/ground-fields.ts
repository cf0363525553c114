import { emptyCancellation } from '../cancellation.ts';
import type { DocumentField } from '../documents.ts';
import { groundOf } from '../grounds.ts';
import { initiatorNames } from '../initiators.ts';
import { shownFields } from '../shown-fields.ts';
import type { Asked } from './effect.ts';

/** Who wants something ended and on which ground, with its law and the decision behind it, as forms and case pages show it. */
export function groundFields({ draft, initiator, profession }: Asked): DocumentField[] {
  const { ground, document } = draft.cancellation ?? emptyCancellation;
  const law = ground === null ? undefined : groundOf(ground, profession);
  return [
    { label: '申请人', value: initiatorNames[initiator] },
    ...shownFields(['cancellation.ground'], { draft }),
    { label: '法律依据', value: law?.source ?? '', wide: true },
    ...shownFields(['cancellation.statement'], { draft }),
    ...(document === null ? [] : shownFields(['cancellation.document', 'cancellation.decidedOn'], { draft })),
  ];
}
