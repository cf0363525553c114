import { randomUUID } from 'node:crypto';
import type { CompanyChangeResult } from '../../api/company-change.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { type CompanyChange, type CompanyChangeCommand, decideCompanyChange } from '../../domain/company-change.ts';
import type { KnownEmployer } from '../../domain/employer-names.ts';
import { heldText, lockedViolation } from '../../domain/project-locks.ts';
import { refuseViolations } from '../../domain/refusal.ts';
import { systemName } from '../cases/system-name.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { downloadAddress } from '../platform/files.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import type { TransactionEntities } from '../records/entities.ts';
import { newJob } from '../records/jobs.ts';
import { lost, settle } from '../records/settle.ts';
import { changeResult } from '../register/company-change-view.ts';
import {
  changeOperations,
  companyMessage,
  type FoundChange,
  loadCompanyChange,
  readConcerned,
  written,
} from '../register/company-changes.ts';
import { readKnownEmployer } from '../register/known-employers.ts';

const notStanding = '合并后的企业须是另一家存续的企业，请核对两个统一社会信用代码。';

/** Reads a change that was submitted. */
export async function readChange(id: string): Promise<Result<FoundChange>> {
  const found = await loadCompanyChange(id);
  return found === undefined || found.change.state === 'draft'
    ? refuse('not-found', '没有找到这项企业信息变更。')
    : done(found);
}

/** The address of the evidence of a change. */
export async function downloadEvidence(id: string): Promise<Result<{ url: string }>> {
  const found = await readChange(id);
  if (!found.ok) return found;
  const file = found.value.files.find(({ fileId }) => fileId === found.value.change.evidenceFileId);
  if (file?.key === undefined) return refuse('not-found', '这项变更没有上传证明材料。');
  return done({ url: await downloadAddress(file.key, file.name) });
}

/** Begins the change of everybody who is registered with a company that has been merged into another one, submitted with what it rests on. */
export async function beginMerger(
  caller: StaffCaller,
  body: { readonly fromCreditCode: string; readonly toCreditCode: string; readonly ground: string },
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CompanyChangeResult>> {
  const [from, to] = await Promise.all([readKnownEmployer(body.fromCreditCode), readKnownEmployer(body.toCreditCode)]);
  if (from === undefined || to === undefined) {
    const code = from === undefined ? body.fromCreditCode : body.toCreditCode;
    return refuse('not-found', `本平台没有统一社会信用代码为${code}的企业，请核对，或者先导入企业名录。`);
  }
  if (from.creditCode === to.creditCode || to.successor !== undefined) {
    return refuse('invalid-request', notStanding);
  }
  const act = { actorParty: 'staff', actorName: caller.name, staffId: caller.staffId, at: now.toISOString() } as const;
  const change: CompanyChange = {
    ...{ id: randomUUID(), initiator: 'department', from: named(from), to: named(to), ground: body.ground },
    ...{ evidenceFileId: null, state: 'under-review', version: 1 },
    acts: [{ ...act, action: 'submit', reason: body.ground }],
  };
  const { toAmend, held } = await readConcerned(change, shanghaiDate(now));
  if (toAmend.length === 0) {
    return held.length === 0
      ? refuse('not-found', `“${from.name}”没有有效的注册，无需变更。`)
      : refuseViolations(held.flatMap(({ number, lock }) => (lock === null ? [] : [lockedViolation(number, lock)])));
  }
  const isWritten = await written((entities) =>
    changeOperations(entities, null, change, now.toISOString(), idempotencyKey, now),
  );
  return isWritten ? done(changeResult(change)) : refuse('already-exists', '该企业已有一项企业信息变更正在办理。');
}

/** Recommends, decides or withdraws. An approval begins the job that carries it out, and of a merger says from then on who has taken the place of whom. */
export async function takeChange(
  act: Act<StaffCaller, { readonly version: number }>,
  wish: Pick<CompanyChangeCommand, 'action' | 'actor' | 'reason'>,
): Promise<Result<CompanyChangeResult>> {
  const { caller, id, body, idempotencyKey, now } = act;
  const result = await settle(async () => {
    const found = await readChange(id);
    if (!found.ok) return found;
    const { change: before, createdAt } = found.value;
    const { name: actorName, staffId } = caller;
    const decision = decideCompanyChange(before, { ...wish, actorName, staffId, version: body.version, now });
    if (!decision.ok) return decision;
    const after = decision.value;
    // Two mergers that were begun at the same time could otherwise lead into a company that is no more, or into each other.
    if (after.state === 'carrying-out' && (await readKnownEmployer(after.to.creditCode))?.successor !== undefined) {
      return refuse('invalid-request', notStanding);
    }
    const concerned = await readConcerned(after, shanghaiDate(now));
    const isWritten = await written((entities) => [
      ...changeOperations(entities, before, after, createdAt, idempotencyKey, now),
      ...(after.state === 'carrying-out' ? approvalOperations(entities, after, concerned, now) : []),
      ...(after.state === 'rejected' ? [entities.message.put(rejection(after, wish.reason, now)).commit()] : []),
    ]);
    return isWritten ? done(changeResult(after)) : lost;
  });
  return result === lost ? refusals.changedMeanwhile() : result;
}

function approvalOperations(
  entities: TransactionEntities,
  change: CompanyChange,
  { toAmend, held }: Awaited<ReturnType<typeof readConcerned>>,
  now: Date,
) {
  const { id: jobId, from, to } = change;
  const startedAt = now.toISOString();
  const total = toAmend.length;
  const text = `贵单位的企业信息变更已获批准，${total}项注册正在逐项变更，注册证书随之换发。${heldText(held) ?? ''}进度可在“企业信息变更”中查看。`;
  const ordered = {
    kind: 'company-change',
    owner: 'department',
    ownerName: systemName,
    title: '企业信息变更',
  } as const;
  const job = newJob({ ...ordered, order: {}, total }, now, jobId);
  return [
    entities.job.create(job).commit(),
    entities.message.put(companyMessage(change, startedAt, '企业信息变更已获批准', text)).commit(),
    ...(from.creditCode === to.creditCode
      ? []
      : [
          entities.knownEmployer.patch({ creditCode: from.creditCode }).set({ successor: to }).commit(),
          entities.knownEmployer
            .check({ creditCode: to.creditCode })
            .where(({ successor }, { notExists }) => notExists(successor))
            .commit(),
        ]),
  ];
}

function rejection(change: CompanyChange, reason: string | null, now: Date) {
  const text = `贵单位的企业信息变更未获批准，原因：${reason ?? '见审批意见'}。补充材料后可以重新办理。`;
  return companyMessage(change, now.toISOString(), '企业信息变更未获批准', text);
}

function named({ creditCode, name }: KnownEmployer): KnownEmployer {
  return { creditCode, name };
}
