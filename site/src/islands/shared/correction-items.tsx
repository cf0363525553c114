import type { ApplicationView } from '../../../../api/application.ts';

const addressees = { practitioner: '申请人', employer: '聘用企业' } as const;

/** A notice of correction: everything to mend, with the answers once they are given. */
export function CorrectionItems({ correction }: { readonly correction: NonNullable<ApplicationView['correction']> }) {
  return (
    <section class="panel">
      <h2>补正通知</h2>
      <p class="soft">补正对象：{addressees[correction.addressee]}</p>
      <ol class="correction">
        {correction.items.map(({ subject, problem, answer }, index) => (
          <li key={index}>
            <b>{subject}</b>
            <p>{problem}</p>
            {answer !== null && <p class="answer">答复：{answer}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
