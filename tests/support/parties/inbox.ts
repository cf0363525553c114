import type { MessageView } from '../../../api/people.ts';
import { employerEndpoints } from '../../../api/employer.ts';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import { until } from './party.ts';
import type { Scene } from './scene.ts';

/** Waits until a party of a scene has got a number of messages about it; returns all titles, the oldest first. */
export async function titlesFor(party: 'person' | 'company', scene: Scene, count: number): Promise<string[]> {
  return await until(`${count} messages for the ${party}`, async () => {
    const titles = await allTitles(party, scene);
    return titles.length >= count ? titles : undefined;
  });
}

/** Waits until the newest message of a party about a scene has a title; returns all titles, the oldest first. */
export async function titlesUntil(party: 'person' | 'company', scene: Scene, title: string): Promise<string[]> {
  return await until(`the message ${title} to the ${party}`, async () => {
    const titles = await allTitles(party, scene);
    return titles.at(-1) === title ? titles : undefined;
  });
}

async function allTitles(party: 'person' | 'company', scene: Scene): Promise<string[]> {
  return (await messagesAbout(party, scene)).map(({ title }) => title);
}

/** All messages of a party about a scene, the oldest first. */
export async function messagesAbout(
  party: 'person' | 'company',
  { person, company, id }: Pick<Scene, 'person' | 'company' | 'id'>,
): Promise<MessageView[]> {
  const messages: MessageView[] = [];
  let cursor: string | null = null;
  do {
    const query: { cursor?: string } = cursor === null ? {} : { cursor };
    const page: Awaited<ReturnType<typeof personsPage>> =
      party === 'person' ? await personsPage(query) : await company.send(employerEndpoints.listMessages, { query });
    messages.push(...page.items.filter(({ applicationId }) => applicationId === id));
    cursor = page.cursor;
  } while (cursor !== null);
  return messages.toReversed();

  function personsPage(query: { cursor?: string }) {
    return person.send(practitionerEndpoints.listMessages, { query });
  }
}
