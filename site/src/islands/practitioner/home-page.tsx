import type { ApplicationSummary } from '../../../../api/application.ts';
import { isFinal } from '../../../../domain/states.ts';
import { send } from '../../session/send.ts';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { MessageRow } from '../shared/messages.tsx';
import { useLoad } from '../shared/use-load.ts';
import { useRefresh } from '../shared/use-refresh.ts';
import { ApplicationRow } from './applications-page.tsx';
import { ProfileIncomplete } from './profile-incomplete.tsx';

/** The first page of practitioners: what waits for them, what is running, the latest messages. */
export function PractitionerHome() {
  return <Gate party="person">{() => <Home />}</Gate>;
}

const messagesShown = 3;

function Home() {
  const loading = useLoad('home', async () => {
    const [profile, applications, messages] = await Promise.all([
      send('practitioner', 'getProfile', {}),
      send('practitioner', 'listApplications', { query: {} }),
      send('practitioner', 'listMessages', { query: {} }),
    ]);
    return { profile, applications: applications.items, messages: messages.items.slice(0, messagesShown) };
  });
  useRefresh(true, false, () => loading.reload(true));
  return (
    <LoadView loading={loading}>
      {({ profile, applications, messages }) => {
        const open = applications.filter(({ state }) => !isFinal(state));
        const isMine = ({ waitsFor }: ApplicationSummary) => waitsFor === 'practitioner';
        const mine = open.filter(isMine);
        const running = open.filter((item) => !isMine(item));
        return (
          <>
            <p class="greeting">{profile.name}，您好</p>
            <ProfileIncomplete missing={profile.missing} returnTo="/practitioner.html" />
            <section class="group" aria-labelledby="todo">
              <h2 id="todo">需要我办理</h2>
              {mine.length === 0 ? (
                <div class="empty">
                  <p>
                    {running.length === 0 ? '没有需要您办理的事项。' : '没有需要您办理的事项，以下申请正在办理中。'}
                  </p>
                  {running.length === 0 && (
                    <a class="button" href="/practitioner/apply.html">
                      我要办事
                    </a>
                  )}
                </div>
              ) : (
                <ul class="list">
                  {mine.map((item) => (
                    <ApplicationRow key={item.id} item={item} />
                  ))}
                </ul>
              )}
            </section>
            {running.length > 0 && (
              <section class="group" aria-labelledby="running">
                <h2 id="running">办理中</h2>
                <ul class="list">
                  {running.map((item) => (
                    <ApplicationRow key={item.id} item={item} />
                  ))}
                </ul>
              </section>
            )}
            {messages.length > 0 && (
              <section class="group" aria-labelledby="latest">
                <div class="group-heading">
                  <h2 id="latest">最新消息</h2>
                  <a href="/practitioner/messages.html">全部消息</a>
                </div>
                <ul class="list">
                  {messages.map((message) => (
                    <MessageRow key={message.id} message={message} api="practitioner" />
                  ))}
                </ul>
              </section>
            )}
          </>
        );
      }}
    </LoadView>
  );
}
