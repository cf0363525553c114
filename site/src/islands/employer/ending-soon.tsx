import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { professions } from '../../../../domain/professions.ts';
import { endingSoonDays } from '../../../../domain/register-filter.ts';
import type { RegistrationView } from '../../../../api/people.ts';
import { endingText } from '../../words/ending-soon.ts';

interface EndingSoonProps {
  readonly items: readonly RegistrationView[];
  readonly more: boolean;
}

/** Whose registration ends soon, the first to end first, so that the company can see to its renewal; nothing where nobody's does. */
export function EndingSoon({ items, more }: EndingSoonProps) {
  if (items.length === 0) return null;
  const today = shanghaiDate(new Date());
  return (
    <section class="group" aria-labelledby="ending">
      <div class="group-heading">
        <h2 id="ending">{endingSoonDays}日内到期</h2>
        <a href="/employer/registrations.html?soon=true">{more ? '全部即将到期' : '在册人员'}</a>
      </div>
      <ul class="list">
        {items.map((item) => (
          <li key={item.number} class="row">
            <div>
              <p class="row-title">
                {item.holderName} · {professions[item.profession].name}
              </p>
              <p class="soft">{endingText(item, today)}。请提醒本人按时申请延续注册。</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
