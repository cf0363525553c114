import type { MessageView } from '../../api/people.ts';
import type { PractitionerProfile } from '../../domain/application.ts';
import { type EmployerProfile } from '../../domain/application.ts';
import type { CompanyCaller, PersonCaller } from '../platform/caller.ts';
import {
  type EmployerItem,
  EmployerEntity,
  type MessageItem,
  type PractitionerItem,
  table,
} from '../records/entities.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { commandOperations } from '../records/commands.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';

/** A practitioner's profile: what the identity platform says now, with what the person has added. */
export function practitionerProfile(caller: PersonCaller, item: PractitionerItem | undefined): PractitionerProfile {
  return {
    name: caller.name,
    idType: caller.idType,
    idNumber: caller.idNumber,
    mobile: item?.mobile ?? caller.phone,
    email: item?.email ?? null,
    ethnicity: item?.ethnicity ?? null,
    education: item?.education ?? null,
    school: item?.school ?? null,
    major: item?.major ?? null,
    graduatedOn: item?.graduatedOn ?? null,
    address: item?.address ?? null,
  };
}

/** A company's profile: what the identity platform says now, with what the company has added. */
export function employerProfile(caller: CompanyCaller, item: EmployerItem | undefined): EmployerProfile {
  return {
    name: caller.name,
    creditCode: caller.creditCode,
    representative: caller.representative,
    division: item?.division ?? null,
    address: item?.address ?? null,
    contactName: item?.contactName ?? null,
    contactMobile: item?.contactMobile ?? null,
    qualifications: item?.qualifications ?? [],
  };
}

/** A company's stored profile; undefined before it has saved one. */
export async function readEmployer(creditCode: string): Promise<EmployerItem | undefined> {
  const { data } = await EmployerEntity.get({ creditCode }).go({ consistent: true });
  return data ?? undefined;
}

/** A message as its list shows it. */
export function messageView(item: MessageItem): MessageView {
  const { messageId: id, at, title, text, applicationId = null, registrationNumber = null, read } = item;
  return { id, at, title, text, applicationId, registrationNumber, read };
}

/** Marks a message of an inbox as read; doing it again changes nothing. */
export async function markMessageRead(
  inbox: string,
  messageId: string,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<{ id: string }>> {
  const { data } = await table.entities.message.get({ inbox, messageId }).go();
  if (data === null) return refuse('not-found', '没有找到这条消息。');
  if (data.read && idempotencyKey === null) return done({ id: messageId });
  const { canceled } = await table.transaction
    .write(({ message, ...entities }) => [
      message.patch({ inbox, messageId }).set({ read: true }).composite({ inbox, messageId }).commit(),
      ...commandOperations(entities, idempotencyKey, { id: messageId }, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done({ id: messageId });
}

const mostUnread = 100; // one page of the index; the site shows 99+

/** How many messages of an inbox are unread, counted to 100 in an index that has only those. */
export async function countUnread(inbox: string): Promise<Result<{ unread: number }>> {
  const { data } = await table.entities.message.query
    .unread({ inbox })
    .go({ limit: mostUnread, attributes: ['messageId'] });
  return done({ unread: data.length });
}
