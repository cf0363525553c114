import { afterAll, describe, expect, it } from 'vitest';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { handler } = await import('./stall-handler.ts');
const { ApplicationEntity } = await import('../records/entities.ts');
const { loadCase } = await import('../cases/case.ts');
const { caseView, noAdvice, summaryView } = await import('../cases/views.ts');

afterAll(async () => await engine.stop());

const context = { functionName: 'NoteStall', awsRequestId: 'test' };
const minute = (count: number) => Date.UTC(2026, 2, 2, 1, count);

async function given() {
  const item = makeApplication({ state: 'submitted' });
  await putApplication(item);
  return item.applicationId;
}

async function tell(
  applicationId: string,
  status: string,
  dates: Record<string, number | null>,
  more = {},
): Promise<void> {
  const detail = {
    executionArn: 'arn:aws:states:us-east-1:000000000000:execution:review:N1-1',
    ...{ status, name: 'N1-1', startDate: minute(0), redriveDate: null, stopDate: null, ...dates },
    input: JSON.stringify({ applicationId, number: 'N1', step: {}, ...more }),
  };
  await handler({ source: 'aws.states', detail }, context as never);
}

async function stalled(applicationId: string) {
  const found = (await loadCase(applicationId))!;
  const view = caseView(found, { party: 'person', personId: found.item.personId } as never, noAdvice);
  expect(view.stalled).toBe(summaryView({ ...found.item, applicantName: '', employerName: '' }).stalled);
  return view.stalled;
}

describe('an application whose execution has failed', () => {
  it.each(['FAILED', 'TIMED_OUT', 'ABORTED'])('says so (%s), and no more once it is redriven', async (status) => {
    const id = await given();
    await tell(id, 'RUNNING', {});
    expect(await stalled(id)).toBe(false);
    await tell(id, status, { stopDate: minute(5) });
    expect(await stalled(id)).toBe(true);
    await tell(id, 'RUNNING', { redriveDate: minute(6) });
    expect(await stalled(id)).toBe(false);
  });

  it('says so although the beginning of the execution is told late or again', async () => {
    const id = await given();
    await tell(id, 'FAILED', { stopDate: minute(5) });
    await tell(id, 'RUNNING', { startDate: minute(0) });
    expect(await stalled(id)).toBe(true);
  });

  it('says so of the second failure too, when both are told twice', async () => {
    const id = await given();
    await tell(id, 'FAILED', { stopDate: minute(5) });
    await tell(id, 'RUNNING', { redriveDate: minute(6) });
    await tell(id, 'FAILED', { stopDate: minute(7) });
    await tell(id, 'RUNNING', { redriveDate: minute(6) });
    expect(await stalled(id)).toBe(true);
  });

  it('says it no more once it has moved on, whoever made it', async () => {
    const id = await given();
    await tell(id, 'FAILED', { stopDate: minute(5) });
    await ApplicationEntity.patch({ applicationId: id }).set({ stateVersion: 4, state: 'withdrawn' }).go();
    expect(await stalled(id)).toBe(false);
  });

  it('keeps its version, so that a party who read it before can still act', async () => {
    const id = await given();
    const before = (await ApplicationEntity.get({ applicationId: id }).go()).data!;
    await tell(id, 'FAILED', { stopDate: minute(5) });
    const { stalled: note, ...after } = (await ApplicationEntity.get({ applicationId: id }).go()).data!;
    expect(after).toEqual(before);
    expect(note).toEqual({ execution: 'N1-1', stateVersion: before.stateVersion, at: '2026-03-02T01:05:00.000Z' });
  });

  it('neither says so nor takes it back for an execution that draws papers beside it', async () => {
    const id = await given();
    await tell(id, 'FAILED', { stopDate: minute(5) }, { papersAlone: true });
    expect(await stalled(id)).toBe(false);
    await tell(id, 'FAILED', { stopDate: minute(6) });
    await tell(id, 'RUNNING', { startDate: minute(7) }, { papersAlone: true });
    expect(await stalled(id)).toBe(true);
  });

  it('that does not exist is passed over', async () => {
    await tell('missing', 'FAILED', { stopDate: minute(5) });
    await tell('missing', 'RUNNING', { redriveDate: minute(5) });
    expect((await ApplicationEntity.get({ applicationId: 'missing' }).go()).data).toBeNull();
  });
});
