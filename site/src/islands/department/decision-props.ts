import type { ApplicationView } from '../../../../api/application.ts';

/** What every form of the panel is given. */
export interface DecisionProps {
  readonly application: ApplicationView;
  /** Called with what was done, in words. */
  readonly onDone: (message: string) => void;
  readonly onReload: () => void;
}
