import type { MessageView } from '../../../../api/people.ts';
import { messageAddress } from '../../session/addresses.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import type { SessionParty } from '../../session/session.ts';
import { showUnread } from '../../session/unread.ts';
import { Button } from './button.tsx';
import { Gate } from './gate.tsx';
import { FailureNotice } from './notice.tsx';
import { PagedList } from './paged-list.tsx';
import { useCommand } from './use-command.ts';

type MessageApi = 'practitioner' | 'employer';

const parties: Readonly<Record<MessageApi, SessionParty>> = { practitioner: 'person', employer: 'legal-person' };

/** 消息: the latest first; opening one leads to its application or registration and marks it as read. */
export function Messages({ api }: { readonly api: MessageApi }) {
  return (
    <Gate party={parties[api]}>
      {() => (
        <PagedList
          name="messages"
          load={(query) => send(api, 'listMessages', { query })}
          empty={<p>还没有消息。申请有进展或注册将到期时，会在这里通知您。</p>}
        >
          {(items, reload) => (
            <>
              <AllRead api={api} items={items} onDone={reload} />
              <ul class="list">
                {items.map((message) => (
                  <MessageRow key={message.id} message={message} api={api} />
                ))}
              </ul>
            </>
          )}
        </PagedList>
      )}
    </Gate>
  );
}

interface AllReadProps {
  readonly api: MessageApi;
  readonly items: readonly MessageView[];
  readonly onDone: () => void;
}

/** 全部已读: everything up to the newest message that is shown; what has come since stays unread. Stays in its place, so that nothing moves. */
function AllRead({ api, items, onDone }: AllReadProps) {
  const upTo = items[0]?.id ?? '';
  const command = useCommand(async () => {
    for (let left = true; left;) ({ left } = await send(api, 'markMessagesRead', { body: { upTo } }));
  });
  async function mark(): Promise<void> {
    await command.run(undefined);
    onDone();
    void showUnread(document.querySelector('[data-unread]'), parties[api]);
  }
  return (
    <>
      <p class="list-actions">
        <Button kind="plain" disabled={items.every(({ read }) => read)} busy={command.busy} onClick={() => void mark()}>
          全部已读
        </Button>
      </p>
      <FailureNotice failure={command.failure} onRetry={() => void mark()} />
    </>
  );
}

/** One message. */
export function MessageRow({ message, api }: { readonly message: MessageView; readonly api: MessageApi }) {
  const { id, at, title, about, text, applicationId, leadsTo, read } = message;
  const address = messageAddress(api, applicationId, leadsTo);
  async function open(): Promise<void> {
    // Reading is what matters; a mark that could not be set is set the next time.
    await send(api, 'markMessageRead', { params: { id } }).catch(() => undefined);
    location.assign(address);
  }
  return (
    <li class={read ? 'row' : 'row row-new'}>
      <div>
        <p class="row-title">
          {!read && <span class="badge badge-running">未读</span>}
          <a
            href={address}
            onClick={(event) => {
              if (read || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              void open();
            }}
          >
            {title}
            {about !== null && `：${about}`}
          </a>
        </p>
        <p class="lines">{text}</p>
      </div>
      <time class="soft" dateTime={at}>
        {instantText(at)}
      </time>
    </li>
  );
}
