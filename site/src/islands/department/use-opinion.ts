import { useEffect, useRef } from 'preact/hooks';
import type { DepartmentCaseView } from '../../../../api/department-case-view.ts';
import type { DecisionReasonCode } from '../../../../domain/decision-reasons.ts';
import { send } from '../../session/send.ts';

const pauseMilliseconds = 1500;

/** An opinion as far as an officer has written it. */
export interface Opinion {
  readonly decision: NonNullable<DepartmentCaseView['opinion']>['decision'];
  readonly reasons: readonly DecisionReasonCode[];
  readonly text: string;
}

/**
 * Keeps an unfinished opinion with the case, a moment after the last key. That it cannot be kept is said to nobody: the tab keeps it too, and whoever
 * decides sends what stands in the form.
 */
export function useOpinion({ id, version }: Pick<DepartmentCaseView, 'id' | 'version'>): (opinion: Opinion) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return ({ decision, reasons, text }) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const body = { version, decision, reasons: [...reasons], text: text.slice(0, 1000) };
      send('department', 'saveOpinion', { params: { id }, body }).catch(() => undefined);
    }, pauseMilliseconds);
  };
}
