import { professions } from '../../../../domain/professions.ts';
import { mostSearchedPages, searchedPage } from '../../../../domain/register-search.ts';
import type { FoundRegistrations } from '../../words/register-search.ts';
import { registrationDetails } from '../../words/registration.ts';
import { Button } from '../shared/button.tsx';
import { Details } from '../shared/details.tsx';

interface FoundProps {
  readonly found: FoundRegistrations;
  readonly page: number;
  readonly busy: boolean;
  readonly onPage: (page: number) => void;
}

/** What the register answers: each entry with its status and its terms, page by page. */
export function FoundPersons({ found, page, busy, onPage }: FoundProps) {
  const { items, pages, more } = found;
  if (items.length === 0) {
    return (
      <div class="empty">
        <p>没有查到注册信息。</p>
        <p class="soft">请核对姓名和注册类别、企业全称或者注册编号；姓名须与证书一致。</p>
      </div>
    );
  }
  return (
    <>
      {items.map((item) => (
        <Details
          key={item.number}
          title={`${item.holderName} · ${professions[item.profession].name}`}
          items={registrationDetails(item)}
        />
      ))}
      {more && (
        <p class="soft">
          结果超过{searchedPage * mostSearchedPages}条，只列出前{searchedPage * mostSearchedPages}
          条；其余人员请按姓名或者注册编号查询。
        </p>
      )}
      {pages > 1 && (
        <nav class="actions" aria-label="分页">
          <Button kind="plain" disabled={page === 1} busy={busy} onClick={() => onPage(page - 1)}>
            上一页
          </Button>
          <span>
            第{page}页，共{pages}页
          </span>
          <Button kind="plain" disabled={page === pages} busy={busy} onClick={() => onPage(page + 1)}>
            下一页
          </Button>
        </nav>
      )}
    </>
  );
}
