import type { RegistrationView } from '../../../../api/people.ts';
import { isStanding } from '../../../../domain/holds.ts';
import { professions } from '../../../../domain/professions.ts';
import { employerQualificationText, statusBadges, statusText, termName, termText } from '../../words/registration.ts';
import type { Selection } from '../shared/use-selection.ts';
import { CancelRegistration } from './cancel-registration.tsx';

interface RegisteredPersonProps {
  readonly registration: RegistrationView;
  /** Null: nothing can be done with several at once. */
  readonly selection: Selection | null;
}

/** One of a company's people, with what the register says and what the company can do. */
export function RegisteredPerson({ registration, selection }: RegisteredPersonProps) {
  const { number, holderName, status, cancelledOn, specialties, zone } = registration;
  const valid = isStanding(status);
  const ticked = selection?.ids.has(number) ?? false;
  return (
    <li class={ticked ? 'row row-ticked' : 'row'}>
      <div>
        <p class="row-title">
          {selection !== null && (
            <label class="row-tick">
              <input
                type="checkbox"
                aria-label={`选择 ${holderName} ${number}`}
                checked={ticked}
                onChange={(event) => selection.change([number], event.currentTarget.checked)}
              />
            </label>
          )}
          {holderName}
          <span class={statusBadges[status]}>{statusText(registration)}</span>
        </p>
        <p>
          {professions[registration.profession].name}
          {specialties.length > 0 && `（${specialties.join('、')}）`}
        </p>
        {registration.terms.length > 1 &&
          registration.terms.map((term) => (
            <p key={term.specialty} class="soft case-who">
              <span>{termName(term)}</span>
              <span>{termText(term)}</span>
            </p>
          ))}
        {zone !== null && <p>注册范围：{zone}</p>}
        {valid && <EmployerQualification registration={registration} />}
        <p class="soft case-who">
          <span>注册编号 {number}</span>
          <span>
            {cancelledOn === null
              ? `有效期 ${registration.validFrom} 至 ${registration.validUntil}`
              : `${cancelledOn} 注销`}
          </span>
        </p>
      </div>
      {valid && (
        <div class="row-side">
          <CancelRegistration registration={registration} />
        </div>
      )}
    </li>
  );
}

function EmployerQualification({ registration }: { readonly registration: RegistrationView }) {
  const text = employerQualificationText(registration);
  if (text === null) return null;
  return (
    <p>
      企业资质：{text}
      {registration.employerQualification === null && (
        <>
          （取得资质后在<a href="/employer/work-items.html">材料补正</a>中补正）
        </>
      )}
    </p>
  );
}
