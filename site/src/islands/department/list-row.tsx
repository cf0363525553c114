import type { ComponentChildren } from 'preact';
import { matterNames } from '../../../../domain/catalogue.ts';
import { professions } from '../../../../domain/professions.ts';
import type { WorkItemView } from '../../../../api/people.ts';

/** What a row of a list calls a case: whose it is, and what is applied for. */
export function caseTitle({
  applicantName,
  profession,
  matter,
}: Pick<WorkItemView, 'applicantName' | 'profession' | 'matter'>): string {
  return `${applicantName} · ${professions[profession].name}${matterNames[matter]}`;
}

interface ListRowProps {
  /** The page that the row leads to. */
  readonly address: string;
  readonly title: string;
  /** Present where rows can be ticked. */
  readonly tick?: { readonly ticked: boolean; readonly onTick: (ticked: boolean) => void };
  /** Beside the title. */
  readonly badge?: ComponentChildren;
  /** By when, above what can be done. */
  readonly due?: ComponentChildren;
  /** What can be done on the page. */
  readonly action: string;
  /** What the list says of it. */
  readonly children: ComponentChildren;
}

/** One row of an official's list: what it is about, and the way to it. */
export function ListRow({ address, title, tick, badge, due, action, children }: ListRowProps) {
  return (
    <li class={tick?.ticked === true ? 'row row-ticked' : 'row'}>
      <div>
        <p class="row-title">
          {tick !== undefined && (
            <label class="row-tick">
              <input
                type="checkbox"
                aria-label={`选择 ${title}`}
                checked={tick.ticked}
                onChange={(event) => tick.onTick(event.currentTarget.checked)}
              />
            </label>
          )}
          <a href={address}>{title}</a>
          {badge}
        </p>
        {children}
      </div>
      <div class="row-side">
        {due}
        <a class="button button-plain" href={address}>
          {action}
        </a>
      </div>
    </li>
  );
}
