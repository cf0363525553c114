import type { endpoints, NamedEndpoint } from '../../api/endpoints.ts';
import { unifiedSocialCreditCode } from '../../local/services/identity/identifiers.ts';
import { sampleCompany, sampleProfile } from '../support/parties/play.ts';

/** A request that the contract accepts, whatever the state it meets. */
export interface SampleRequest {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

type Samples = {
  readonly [A in keyof typeof endpoints]: { readonly [N in keyof (typeof endpoints)[A]]: SampleRequest };
};

const digest = 'A'.repeat(43);
const version = 1;
const reason = '材料不符合要求。';
const declaration = { name: '材料.pdf', type: 'application/pdf', size: 1000, sha256: `${digest}=` };
const answers = ['已补正。'];
const emptyEmployment = {
  ...{ employerName: null, employerCreditCode: null, contractKind: null, contractStart: null },
  ...{ contractEnd: null, employmentStart: null, employmentEnd: null, position: null },
};

/** One well-formed request for every endpoint: a new endpoint does not compile without its own. */
const samples: Samples = {
  practitioner: {
    getProfile: {},
    changeProfile: { body: { version, ...sampleProfile } },
    listQualifications: {},
    getEducation: {},
    listLooks: {},
    findEmployers: { query: { text: '演示建设' } },
    createApplication: { body: { profession: 'architect-2', matter: 'initial' } },
    listApplications: {},
    getApplication: {},
    saveDraft: { body: { version, draft: { qualificationId: null, specialties: [], employment: emptyEmployment } } },
    discardDraft: { body: { version } },
    declareFile: { body: { slot: 'contract', ...declaration } },
    getFile: {},
    downloadFile: {},
    getForm: {},
    giveStatement: { body: { version, statement: reason } },
    release: { body: { version } },
    object: { body: { version, reason } },
    submit: { body: { version, formDigest: digest, confirmed: true } },
    withdraw: { body: { version, reason } },
    answerCorrection: { body: { version, answers } },
    downloadDocument: {},
    getHearing: {},
    answerHearing: { body: { objectionId: 'nobody-has-this-id', statement: reason } },
    listRegistrations: {},
    getCertificate: {},
    downloadCertificate: {},
    listMessages: {},
    countUnread: {},
    markMessageRead: {},
    markMessagesRead: { body: { upTo: '999999999999999' } },
  },
  employer: {
    getCompany: {},
    changeCompany: { body: { version, ...sampleCompany } },
    listWorkItems: {},
    listSupplements: {},
    supplyQualification: { body: { version, qualification: sampleCompany.qualifications[0] } },
    listApplications: {},
    getApplication: {},
    declareFile: { body: { slot: 'sealed-form', ...declaration } },
    getFile: {},
    downloadFile: {},
    downloadDocument: {},
    confirm: { body: { version, sealedFormFileId: 'file-0001', supplement: { kind: 'none' } } },
    correctEmployer: { body: { version } },
    getCompanyChange: {},
    beginCompanyChange: { body: { ground: reason } },
    submitCompanyChange: { body: { version, evidenceFileId: 'file-0001' } },
    withdrawCompanyChange: { body: { version } },
    return: { body: { version, reason } },
    release: { body: { version } },
    object: { body: { version, reason } },
    withdraw: { body: { version, reason } },
    declareGroundEvidence: { body: declaration },
    getGroundEvidence: {},
    beginCancellation: { body: { ground: 'practice-ended', statement: reason } },
    answerCorrection: { body: { version, answers } },
    listStaff: { query: { month: '2199-12' } },
    judgeCancellations: { query: { ground: 'employment-ended', numbers: '苏2320230000001' } },
    listRegistrations: {},
    listMessages: {},
    countUnread: {},
    markMessageRead: {},
    markMessagesRead: { body: { upTo: '999999999999999' } },
  },
  department: {
    listQueue: { query: { queue: 'acceptance' } },
    countQueues: {},
    searchDesk: { query: { text: 'JZ20261122000001' } },
    addNote: { body: { text: reason } },
    showIdentityNumber: { body: { reason } },
    saveOpinion: { body: { version, decision: null, reasons: [], text: reason } },
    holdCase: { body: { version, ground: 'internal', reason, until: '2030-01-01' } },
    resumeCase: { body: { version } },
    getBackground: {},
    getWorkload: {},
    getFigures: { query: { month: '2026-11', city: '3205' } },
    listFigureMonths: { query: { city: '3205' } },
    claim: { body: {} },
    releaseClaim: {},
    assign: { body: { staffId: 'staff-review-1', reason } },
    // Of a kind that there is none of: a sample takes nobody's case.
    claimNext: { body: { queue: 'acceptance', profession: 'architect-2', matter: 'demo-zone' } },
    listClaims: {},
    getApplication: {},
    downloadFile: {},
    downloadDocument: {},
    accept: { body: { version } },
    refuse: { body: { version, reason } },
    requestCorrection: {
      body: { version, addressee: 'practitioner', items: [{ subject: '劳动合同', problem: '不清晰。' }] },
    },
    recommend: { body: { version, outcome: 'approve', opinion: reason } },
    decide: { body: { version, decision: 'approve', opinion: reason } },
    extendReview: { body: { version, reason } },
    upholdObjection: { body: { version, reason } },
    holdRegistration: { body: { action: 'unlock', version, reason } },
    listRegister: { query: { profession: 'architect-2', month: '2199-12' } },
    exportRegister: { body: { profession: 'architect-2', month: '2199-12' } },
    downloadExport: {},
    registrationHistory: {},
    listSuspensionProposals: {},
    declareGroundEvidence: { body: declaration },
    getGroundEvidence: {},
    beginCancellation: { body: { ground: 'other-legal-ground', statement: reason } },
    listDeemedAcceptances: {},
    listLooks: {},
    listAuditDays: {},
    listIncompleteDocuments: {},
    completeDocument: { body: { version, documentId: 'application-form-1', reason } },
    withdraw: { body: { version, reason } },
    declareImport: { body: { list: 'employers', name: 'list.csv', rows: 1 } },
    sendImportPart: { body: { part: 0, rows: [{ line: 2, cells: {} }] } },
    getImport: {},
    runImport: { body: { dryRun: true } },
    previewBulk: { body: { wish: { action: 'accept' }, ids: ['case-0001'] } },
    carryOutBulk: {},
    listJobs: {},
    getJob: {},
    listJobElements: {},
    stopJob: {},
    importQualifications: { body: { rows: [{ line: 2, cells: {} }] } },
    importRegistrations: { body: { rows: [{ line: 2, cells: {} }] } },
    listCompanyChanges: {},
    getCompanyChange: {},
    listChangedRegistrations: {},
    downloadCompanyEvidence: {},
    beginMerger: {
      body: {
        fromCreditCode: unifiedSocialCreditCode('320106', '00009998'),
        toCreditCode: unifiedSocialCreditCode('320106', '00009997'),
        ground: reason,
      },
    },
    recommendCompanyChange: { body: { version, opinion: reason } },
    decideCompanyChange: { body: { version, decision: 'approve', opinion: reason } },
    withdrawMerger: { body: { version } },
    importEducation: { body: { rows: [{ line: 2, cells: {} }] } },
    importInsurance: { body: { rows: [{ line: 2, cells: {} }] } },
    importEmployers: { body: { rows: [{ line: 2, cells: {} }] } },
    getCollecting: {},
    closeAnnouncement: {},
    listDeliveries: {},
    collectDelivery: {},
    downloadDelivery: {},
    refuseRows: { body: { rows: [{ row: '苏232202620260001/1', reason }] } },
    acknowledgeDelivery: { body: { receipt: '回执1号' } },
    listObjections: { query: { list: 'open' } },
    getObjection: {},
    downloadObjectionFile: {},
    hearPerson: { body: { version, question: reason } },
    answerObjection: { body: { version, outcome: 'not-upheld', answer: reason } },
    findRegistration: { query: { number: '苏建232026000001' } },
  },
  public: {
    getConfiguration: {},
    listPublicity: {},
    getPublicity: {},
    declareEvidence: { body: { ...declaration, proof: '1' } },
    getEvidence: {},
    fileObjection: {
      body: {
        ...{ secret: '11111111-1111-4111-8111-111111111111', number: 'ZS20200101999999', reason, proof: '1' },
        ...{ contactName: '某人', contactMobile: '13900000001' },
      },
    },
    listAnnouncements: {},
    getAnnouncement: {},
    downloadAnnouncement: {},
    getFeed: {},
    followObjection: { body: { receipt: 'ABCDEFGH12345678' } },
    searchRegister: { body: { question: { by: 'number', number: '苏建232026000001' }, page: 1 } },
    verifyCertificate: { body: { code: 'ABCDEFGH12345678' } },
  },
};

/** The well-formed request of an endpoint. Throws for one that has none, which the types rule out. */
export function sampleRequest({ name, endpoint }: NamedEndpoint): SampleRequest {
  const group: Readonly<Record<string, SampleRequest>> = samples[endpoint.api];
  const sample = group[name];
  if (sample === undefined) throw new Error(`no sample request for ${endpoint.api}.${name}`);
  return sample;
}

/** Well-formed path parameters that lead to nothing. */
export const nothingThere = {
  id: 'nobody-has-this-id',
  fileId: 'no-such-file',
  documentId: 'no-such-document',
  number: '苏建232026999999',
  batch: '2020-9999',
  folder: '1'.repeat(64),
  creditCode: unifiedSocialCreditCode('320106', '00009999'),
} as const;
