import type { DepartmentCaseView } from '../../../../api/department-case-view.ts';

/** What every form of the panel is given. */
export interface DecisionProps {
  readonly application: DepartmentCaseView;
  /** Called with what was done, in words. */
  readonly onDone: (message: string) => void;
  readonly onReload: () => void;
}
