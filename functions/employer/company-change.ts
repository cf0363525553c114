import { randomUUID } from 'node:crypto';
import type { CompanyChangeResult, OwnCompanyChange } from '../../api/company-change.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import {
  type CompanyChange,
  type CompanyChangeCommand,
  decideCompanyChange,
  isConcerned,
} from '../../domain/company-change.ts';
import { registerFile } from '../cases/uploads.ts';
import type { Act } from '../platform/act.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { refuseViolations } from '../../domain/refusal.ts';
import { CompanyChangeEntity, type FileItem, RegistrationEntity } from '../records/entities.ts';
import { entryOf } from '../records/register-items.ts';
import { lost, settle } from '../records/settle.ts';
import { changeResult, companyChangeView } from '../register/company-change-view.ts';
import { changeOperations, type FoundChange, loadCompanyChange, written } from '../register/company-changes.ts';
import { keepAccountName } from '../register/known-employers.ts';
import { isValidOn } from '../../domain/registration-terms.ts';

/** What the caller's licence and registrations call it, and its newest change. */
export async function getOwnChange(caller: CompanyCaller, now: Date): Promise<Result<OwnCompanyChange>> {
  const { creditCode, name } = caller;
  const [entries, { data }] = await Promise.all([
    ownEntries(caller),
    CompanyChangeEntity.query.byCompany({ creditCode }).go({ order: 'desc', limit: 1, hydrate: true }),
  ]);
  const concerned = entries.filter((entry) => isConcerned(entry, renaming(caller, ''), shanghaiDate(now)));
  const [newest] = data;
  const found = newest === undefined ? undefined : await loadCompanyChange(newest.changeId);
  return done({
    name,
    formerNames: [...new Set(concerned.map(({ employerName }) => employerName))],
    concerned: concerned.length,
    change: found === undefined ? null : companyChangeView(found, caller),
  });
}

/** Begins the change of a company whose registrations bear another name than its licence: a draft, for which the evidence is uploaded next. */
export async function beginOwnChange(
  caller: CompanyCaller,
  ground: string,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CompanyChangeResult>> {
  const today = shanghaiDate(now);
  const entries = (await ownEntries(caller)).filter((entry) => isValidOn(entry, today));
  const [concerned] = entries.filter((entry) => isConcerned(entry, renaming(caller, ''), today));
  if (concerned === undefined) {
    const message =
      '在册人员的注册信息与贵单位证照名称一致，无需变更。名称刚刚变更的，请用新名称的法人账号重新登录后再办理。';
    return refuseViolations([{ code: 'company-name-unchanged', field: 'name', message }]);
  }
  await keepAccountName(caller);
  const act = { action: 'begin', actorParty: 'employer', actorName: caller.name, staffId: null, reason: null } as const;
  const change: CompanyChange = {
    ...renaming(caller, concerned.employerName),
    ...{ id: randomUUID(), initiator: 'employer', ground, evidenceFileId: null, state: 'draft', version: 1 },
    acts: [{ ...act, at: now.toISOString() }],
  };
  const isWritten = await written((entities) =>
    changeOperations(entities, null, change, now.toISOString(), idempotencyKey, now),
  );
  return isWritten
    ? done(changeResult(change))
    : refuse('already-exists', '贵单位已有一项企业信息变更正在办理，请刷新页面查看。');
}

/** Submits a change with its evidence, or withdraws it. */
export async function takeOwnChange(
  act: Act<CompanyCaller, { readonly version: number; readonly evidenceFileId?: string }>,
  action: 'submit' | 'withdraw',
): Promise<Result<CompanyChangeResult>> {
  const { caller, id, body, idempotencyKey, now } = act;
  const result = await settle(async () => {
    const found = await loadOwnChange(id, caller);
    if (found === undefined) return refusals.notFound();
    const { evidenceFileId } = body;
    const evidence = found.files.find(({ fileId }) => fileId === evidenceFileId);
    const command: CompanyChangeCommand = {
      ...{ action, actor: 'employer', actorName: caller.name, staffId: null, version: body.version, now },
      reason: null,
      evidence: evidence === undefined ? null : { id: evidence.fileId, isReady: evidence.status === 'ready' },
    };
    const decision = decideCompanyChange(found.change, command);
    if (!decision.ok) return decision;
    const isWritten = await written((entities) =>
      changeOperations(entities, found.change, decision.value, found.createdAt, idempotencyKey, now),
    );
    return isWritten ? done(changeResult(decision.value)) : lost;
  });
  return result === lost ? refusals.changedMeanwhile() : result;
}

/** Registers the evidence of a change that the company is preparing. */
export async function declareEvidence(
  id: string,
  caller: CompanyCaller,
  declaration: Parameters<typeof registerFile>[2],
  idempotencyKey: CommandKey | null,
  now: Date,
): ReturnType<typeof registerFile> {
  const found = await loadOwnChange(id, caller);
  if (found === undefined) return refusals.notFound();
  if (found.change.state !== 'draft') return refuse('not-in-this-state', '企业信息变更已提交，不能再上传材料。');
  if (declaration.slot !== 'company-evidence') return refuse('invalid-request', '这里只需要上传企业信息变更证明。');
  const place = { applicationId: id, submission: 0, stateVersion: found.change.version };
  const uploader = { party: 'employer', owner: caller.creditCode } as const;
  return await registerFile(place, uploader, declaration, idempotencyKey, now);
}

/** A file that the company has uploaded for a change; undefined when there is none. */
export async function ownEvidence(
  { id, fileId }: { readonly id: string; readonly fileId: string },
  caller: CompanyCaller,
): Promise<FileItem | undefined> {
  return (await loadOwnChange(id, caller))?.files.find((file) => file.fileId === fileId);
}

/** A change that the company has begun itself; undefined when there is none with this id. */
async function loadOwnChange(id: string, { creditCode }: CompanyCaller): Promise<FoundChange | undefined> {
  const found = await loadCompanyChange(id);
  const isOwn = found?.change.from.creditCode === creditCode && found.change.initiator === 'employer';
  return isOwn ? found : undefined;
}

function renaming({ creditCode, name }: CompanyCaller, formerName: string) {
  return { from: { creditCode, name: formerName }, to: { creditCode, name } };
}

async function ownEntries({ creditCode: employerCreditCode }: CompanyCaller) {
  const { data } = await RegistrationEntity.query
    .byEmployer({ employerCreditCode })
    .go({ pages: 'all', hydrate: true });
  return data.map(entryOf);
}
