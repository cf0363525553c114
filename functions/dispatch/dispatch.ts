import type { Announcement } from '../platform/bus.ts';
import { correlated } from '../platform/correlation.ts';
import type { Step } from '../../domain/step.ts';
import { type ExecutionInput, paperExecution } from '../platform/workflow.ts';
import { announcementOf } from './announcements.ts';
import { messagesOf } from '../messages/messages.ts';
import { writeEndings } from '../register/known-employers.ts';
import { removeName, writeName } from '../register/registered-names.ts';
import { employersOfHolder } from '../register/former-identity.ts';
import { putOnce } from '../records/put-once.ts';
import {
  type AppendedEvent,
  type InsertedMessage,
  readStreamRecord,
  type StreamMeaning,
} from '../records/stream-record.ts';

/** What the dispatcher reaches besides the table. Each may be called again with the same arguments. */
export interface DispatchPorts {
  readonly startExecution: (name: string, input: ExecutionInput) => Promise<void>;
  /** Starts the execution that carries out a job. */
  readonly startJob: (jobId: string) => Promise<void>;
  readonly resumeExecution: (taskToken: string, step: Step) => Promise<void>;
  /** Has a message sent by e-mail too, where that is done. */
  readonly queueMail: (message: InsertedMessage) => Promise<void>;
  readonly announce: (announcement: Announcement) => Promise<void>;
  /** Deletes an object of the documents bucket. */
  readonly removeObject: (key: string) => Promise<void>;
}

/**
 * Does what follows from one record of the table's stream: starts or resumes the execution, writes the messages, tells the bus, deletes the object of what went.
 * A record that is delivered again does nothing twice, but for the bus, which delivers at least once anyway.
 */
export async function dispatchRecord(record: unknown, ports: DispatchPorts): Promise<void> {
  const meaning = readStreamRecord(record);
  const id = meaning !== undefined && 'correlationId' in meaning ? meaning.correlationId : undefined;
  await correlated(id, async () => await follow(meaning, ports));
}

async function follow(meaning: StreamMeaning | undefined, ports: DispatchPorts): Promise<void> {
  switch (meaning?.kind) {
    case 'event-appended':
      await Promise.all([
        startFirstSubmission(meaning, ports),
        startReissue(meaning, ports),
        startPapers(meaning, ports),
        writeMessages(meaning),
        ports.announce(announcementOf(meaning)),
      ]);
      return;
    case 'work-item-closed':
      await ports.resumeExecution(meaning.taskToken, meaning.step);
      return;
    case 'job-begun':
      await ports.startJob(meaning.jobId);
      return;
    case 'message-inserted':
      await ports.queueMail(meaning);
      return;
    case 'employer-named':
      await writeEndings(meaning, meaning.formerName);
      return;
    case 'holder-named':
      await writeName(meaning, meaning.formerName);
      return;
    case 'holder-gone':
      await removeName(meaning, meaning.holderName);
      return;
    case 'owner-removed':
      await ports.removeObject(meaning.key);
      return;
    case undefined:
      return;
  }
}

async function writeMessages(event: AppendedEvent): Promise<void> {
  const { action, formerPersonId } = event;
  const claims = action === 'documents-ready' && formerPersonId !== undefined;
  const messages = messagesOf(event, claims ? await employersOfHolder(formerPersonId) : []);
  await Promise.all(messages.map(putOnce));
}

async function startFirstSubmission(event: AppendedEvent, ports: DispatchPorts): Promise<void> {
  if (event.action !== 'submit' || event.submission !== 1) return;
  const { applicationId, number, submission, step, correlationId } = event;
  if (number === undefined || step === undefined) throw new Error('a submission without number or step');
  await ports.startExecution(`${number}-${submission}`, { applicationId, number, step, ...bearing(correlationId) });
}

function bearing(correlationId: string | undefined) {
  return correlationId === undefined ? {} : { correlationId };
}

/** What is supplied after the approval, or amended with the employer, carries a step: an execution of its own renders and issues the certificate again. */
async function startReissue(event: AppendedEvent, ports: DispatchPorts): Promise<void> {
  const { action, applicationId, number, version, step, correlationId } = event;
  if ((action !== 'supplement' && action !== 'amend-employer') || step === undefined) return;
  if (number === undefined) throw new Error('a supplement without number');
  await ports.startExecution(`${number}-reissue-${version}`, {
    applicationId,
    number,
    step,
    ...bearing(correlationId),
  });
}

/** What tells the parties something while their case waits where it is: an execution of its own draws the paper and touches nothing else. */
async function startPapers(event: AppendedEvent, ports: DispatchPorts): Promise<void> {
  const { action, applicationId, number, version, step, correlationId } = event;
  if ((action !== 'hold-review' && action !== 'resume-review') || step === undefined) return;
  if (number === undefined) throw new Error('a hold without number');
  await ports.startExecution(paperExecution(number, version), {
    ...{ applicationId, number, step, papersAlone: true },
    ...bearing(correlationId),
  });
}
