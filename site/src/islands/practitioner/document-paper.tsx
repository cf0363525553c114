import type { FormView } from '../../../../api/application.ts';
import { inPairs } from '../../words/paper.ts';
import { Preview } from '../shared/preview.tsx';

interface DocumentPaperProps {
  readonly content: FormView['form'];
  readonly photoUrl: string | null;
}

/** A generated document as a page shows it: the same words in the same order as on paper. */
export function DocumentPaper({ content, photoUrl }: DocumentPaperProps) {
  const { title, number, withPhoto, sections, statements, signatures } = content;
  return (
    <article class="paper" aria-label={title}>
      <h3>{title}</h3>
      {number !== null && <p class="paper-number">受理编号：{number}</p>}
      {sections.map(({ heading, fields }, index) => (
        <section key={heading} class={withPhoto && index === 0 ? 'paper-with-photo' : undefined}>
          <h4>{heading}</h4>
          {withPhoto && index === 0 && <Preview url={photoUrl} />}
          <dl class="paper-table">
            {inPairs(fields).map(({ label, value, wide }) => (
              <div key={label} class={wide === true ? 'wide' : undefined}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {statements.map((statement) => (
        <p key={statement} class="paper-statement">
          {statement}
        </p>
      ))}
      <div class="paper-signatures">
        {signatures.map(({ party, lines }) => (
          <div key={party}>
            <p>{party}</p>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        ))}
      </div>
    </article>
  );
}
