import { matterNames, rowOf } from '../../../../domain/catalogue.ts';
import type { ApplicationView } from '../../../../api/application.ts';
import { isFinal } from '../../../../domain/states.ts';
import { professions } from '../../../../domain/professions.ts';
import { instantText } from '../../words/dates.ts';
import { explanationOf, stallExplanation } from '../../words/explanations.ts';
import type { Explanation, Viewer } from '../../words/explanation.ts';
import { remainingText } from '../../words/due.ts';
import { landingId } from './use-landing.ts';
import { StateBadge } from './state-badge.tsx';

interface CaseHeadingProps {
  readonly application: ApplicationView;
  readonly viewer: Viewer;
  /** Other words than the usual ones for this viewer. */
  readonly explanation?: Explanation;
}

/** What an application is, where it stands, what that means, what comes next and until when. */
export function CaseHeading({ application, viewer, explanation }: CaseHeadingProps) {
  const { state, number, dueAt, stalled } = application;
  const { effect } = rowOf(application);
  const { meaning, next } = stalled ? stallExplanation : (explanation ?? explanationOf(state, viewer, effect));
  return (
    <section class="panel case-heading" id={landingId} tabIndex={-1} aria-label="办理状态">
      <p class="case-title">
        <strong>
          {professions[application.profession].name}
          {matterNames[application.matter]}
        </strong>
        <StateBadge state={state} effect={effect} stalled={stalled} />
      </p>
      <p class="soft case-who">
        <span>
          {application.applicantName}
          {application.employerName !== null && ` · ${application.employerName}`}
        </span>
        {number !== null && <span>受理编号 {number}</span>}
      </p>
      <p class="case-meaning" role="status">
        {meaning}
      </p>
      <p>
        <b>{isFinal(state) ? '接下来' : '下一步'}：</b>
        {next}
      </p>
      {dueAt !== null && (
        <p>
          <b>办理期限：</b>
          {instantText(dueAt)} 前（{remainingText(dueAt, Date.now())}）
        </p>
      )}
    </section>
  );
}
