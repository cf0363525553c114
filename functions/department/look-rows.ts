import type { departmentEndpoints } from '../../api/department.ts';
import { registerFilter } from '../../api/department-register-list.ts';
import type { LookKind } from '../../domain/looks.ts';
import { askedText } from '../../domain/looks.ts';
import { numbersMeant } from '../../domain/numbering.ts';
import { filterText } from '../../domain/register-filter.ts';
import { searchedText } from '../../domain/search-text.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { readObjection } from '../cases/objections.ts';
import { ApplicationEntity, GuardEntity } from '../records/entities.ts';
import { readJob } from '../records/jobs.ts';
import { exportOrder } from './exports.ts';
import { entriesByNumber } from '../register/entries-by-number.ts';

/** What a request asks, as it was sent. */
export interface Asked {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** What was looked at, and whose it is. */
export interface Looked {
  readonly subject: string;
  readonly applicationId?: string;
  readonly personId?: string;
  /** Of a document or file: which. */
  readonly part?: string;
}

/** What a look is called, and at what it is. */
export interface LookRow {
  readonly kind: LookKind;
  readonly at: (asked: Asked) => Promise<readonly Looked[]>;
}

async function theCase({ params }: Asked): Promise<readonly Looked[]> {
  return await caseLooked(params['id'] ?? '');
}

async function theDocumentOf(asked: Asked): Promise<readonly Looked[]> {
  const part = asked.params['documentId'] ?? asked.params['fileId'] ?? '';
  return (await theCase(asked)).map((looked) => ({ ...looked, part }));
}

async function caseLooked(applicationId: string): Promise<readonly Looked[]> {
  const attributes = ['personId', 'number'] as const;
  const { data } = await ApplicationEntity.get({ applicationId }).go({ attributes: [...attributes] });
  return data === null ? [] : [{ subject: data.number ?? applicationId, applicationId, personId: data.personId }];
}

async function theEntry({ params }: Asked): Promise<readonly Looked[]> {
  return await entriesLooked([params['number'] ?? '']);
}

async function entriesLooked(numbers: readonly string[]): Promise<readonly Looked[]> {
  return (await entriesByNumber(numbers)).map(({ number, personId }) => ({ subject: number, personId }));
}

/** A search for a number that found nobody is one too. */
async function foundEntries({ query }: Asked): Promise<readonly Looked[]> {
  const number = query['number'] ?? '';
  const found = await entriesLooked(numbersMeant(number));
  return found.length === 0 ? [{ subject: askedText(number) }] : found;
}

/** A whole number means one person; what was typed else may mean anybody, and whom it showed is opened before it is read. */
async function foundByText({ query }: Asked): Promise<readonly Looked[]> {
  const text = query['text'] ?? '';
  const meant = searchedText(text);
  if (meant.kind === 'application-number') return await applicationLooked(meant.number);
  if (meant.kind === 'registration-number') return await foundEntries({ params: {}, query: { number: meant.number } });
  if (meant.kind === 'identity-number')
    return [{ subject: askedText(meant.idNumber), personId: await personIdOf(meant.idNumber) }];
  return [{ subject: askedText(text) }];
}

async function applicationLooked(number: string): Promise<readonly Looked[]> {
  const { data: taken } = await GuardEntity.get({ kind: 'application-number', value: number }).go();
  const found = taken === null ? [] : await caseLooked(taken.holder);
  return found.length === 0 ? [{ subject: askedText(number) }] : found;
}

/** The register as it was filtered; a person is found under their number alone. */
async function filteredRegister({ query }: Asked): Promise<readonly Looked[]> {
  const { cursor: _, ...filter } = query;
  const { idNumber } = filter;
  const subject = `注册名册：${filterText(registerFilter.parse(filter))}`;
  return [{ subject, ...(idNumber === undefined ? {} : { personId: await personIdOf(idNumber) }) }];
}

function theChange({ params }: Asked): Promise<readonly Looked[]> {
  return Promise.resolve([{ subject: params['id'] ?? '' }]);
}

async function theObjection({ params }: Asked): Promise<readonly Looked[]> {
  const objection = await readObjection(params['id'] ?? '');
  return objection === undefined ? [] : await caseLooked(objection.applicationId);
}

/** What was exported, in the words of its order, and whose it is where one person was asked for. */
async function theExport({ params }: Asked): Promise<readonly Looked[]> {
  const job = await readJob(params['id'] ?? '');
  if (job === undefined) return [];
  const personId = exportOrder.safeParse(job.order).data?.personId;
  return [{ subject: `${job.title}（${job.counts.done}条）`, ...(personId === undefined ? {} : { personId }) }];
}

function theDelivery({ params }: Asked): Promise<readonly Looked[]> {
  return Promise.resolve([{ subject: `报送 ${params['batch'] ?? ''}` }]);
}

const theCaseLooked = { kind: 'case', at: theCase } as const satisfies LookRow;
const theDocument = { kind: 'document', at: theDocumentOf } as const satisfies LookRow;
const companyChange = { kind: 'company-change', at: theChange } as const satisfies LookRow;

/**
 * What of the department's API is a look that is written down. Null: a command, which writes an event of its own, or a list of work, which says no more
 * than that something waits.
 */
export const lookRows = {
  getApplication: theCaseLooked,
  downloadFile: theDocument,
  downloadDocument: theDocument,
  findRegistration: { kind: 'search', at: foundEntries },
  searchDesk: { kind: 'search', at: foundByText },
  listRegister: { kind: 'search', at: filteredRegister },
  exportRegister: null,
  downloadExport: { kind: 'export', at: theExport },
  registrationHistory: { kind: 'entry', at: theEntry },
  getCompanyChange: companyChange,
  listChangedRegistrations: companyChange,
  downloadCompanyEvidence: companyChange,
  listQueue: null,
  countQueues: null,
  listDeemedAcceptances: null,
  listIncompleteDocuments: null,
  listSuspensionProposals: null,
  listCompanyChanges: null,
  listLooks: null,
  listAuditDays: null,
  getBackground: theCaseLooked,
  showIdentityNumber: { kind: 'identity-number', at: theCase },
  addNote: null,
  saveOpinion: null,
  holdCase: null,
  resumeCase: null,
  getWorkload: null,
  getFigures: null,
  listFigureMonths: null,
  claim: null,
  releaseClaim: null,
  assign: null,
  claimNext: null,
  listClaims: null,
  accept: null,
  refuse: null,
  requestCorrection: null,
  recommend: null,
  decide: null,
  extendReview: null,
  upholdObjection: null,
  listObjections: null,
  getObjection: { kind: 'case', at: theObjection },
  downloadObjectionFile: { kind: 'document', at: theObjection },
  hearPerson: null,
  getCollecting: null,
  closeAnnouncement: null,
  listDeliveries: null,
  collectDelivery: null,
  downloadDelivery: { kind: 'export', at: theDelivery },
  refuseRows: null,
  acknowledgeDelivery: null,
  answerObjection: null,
  completeDocument: null,
  withdraw: null,
  holdRegistration: null,
  declareGroundEvidence: null,
  getGroundEvidence: null,
  beginCancellation: null,
  declareImport: null,
  sendImportPart: null,
  getImport: null,
  runImport: null,
  previewBulk: null,
  carryOutBulk: null,
  listJobs: null,
  getJob: null,
  listJobElements: null,
  stopJob: null,
  importQualifications: null,
  importRegistrations: null,
  importEducation: null,
  importInsurance: null,
  importEmployers: null,
  beginMerger: null,
  recommendCompanyChange: null,
  decideCompanyChange: null,
  withdrawMerger: null,
} as const satisfies Record<keyof typeof departmentEndpoints, LookRow | null>;
