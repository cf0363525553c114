import type { TimelineEntry } from '../../../../api/application.ts';
import { instantText } from '../../words/dates.ts';

type Step = Pick<TimelineEntry, 'id' | 'at' | 'title' | 'actor' | 'reason' | 'changes'>;

/** Every step of what is dealt with: what, who, when and why; the latest first. */
export function Timeline({ entries }: { readonly entries: readonly Step[] }) {
  const latestFirst = [...entries].sort((left, right) => right.at.localeCompare(left.at));
  return (
    <section class="panel">
      <h2>办理进度</h2>
      <ol class="timeline">
        {latestFirst.map(({ id, at, title, actor, reason, changes }) => (
          <li key={id}>
            <p class="timeline-title">{title}</p>
            <p class="timeline-who">
              {actor}
              <time dateTime={at}>{instantText(at)}</time>
            </p>
            {reason !== null && <p class="timeline-why">{reason}</p>}
            {changes.length > 0 && <Changes changes={changes} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What a step has changed: each field before and after. */
function Changes({ changes }: Pick<TimelineEntry, 'changes'>) {
  return (
    <dl class="changes" aria-label="修改前后对照">
      {changes.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            由 <del>{before ?? '空'}</del> <span>改为</span> <ins>{after ?? '空'}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
