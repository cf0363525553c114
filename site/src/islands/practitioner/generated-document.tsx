import type { FormView } from '../../../../api/form.ts';
import { inPairs } from '../../words/field-pairs.ts';
import { Preview } from '../shared/preview.tsx';

interface GeneratedDocumentProps {
  readonly content: FormView['form'];
  readonly photoUrl: string | null;
}

/** A generated document as a page shows it: the same words in the same order as on paper. */
export function GeneratedDocument({ content, photoUrl }: GeneratedDocumentProps) {
  const { title, number, withPhoto, sections, statements, signatures } = content;
  return (
    <article class="document" aria-label={title}>
      <h3>{title}</h3>
      {number !== null && <p class="document-number">受理编号：{number}</p>}
      {sections.map(({ heading, fields }, index) => (
        <section key={heading} class={withPhoto && index === 0 ? 'document-with-photo' : undefined}>
          <h4>{heading}</h4>
          {withPhoto && index === 0 && <Preview url={photoUrl} />}
          <dl class="document-table">
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
        <p key={statement} class="document-statement">
          {statement}
        </p>
      ))}
      <div class="document-signatures">
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
