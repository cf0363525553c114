import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type EntityItem, Service } from 'electrodb';
import type { Application } from '../../domain/application.ts';
import { environment } from '../platform/environment.ts';
import { impatient, withTimeLimits } from '../platform/time-limit.ts';
import { addPatience } from './patience.ts';
import { EducationRecordEntity, FormerPersonEntity, InsuredMonthEntity } from './person-list-entities.ts';
import { BarEntity, PractitionerEntity, QualificationEntity } from './person-entities.ts';
import {
  RegisteredNameEntity,
  RegisterEventEntity,
  RegistrationEntity,
  ReplacedCertificateEntity,
  SuspensionProposalEntity,
} from './registration-entity.ts';
import { EmployerEndingEntity, EmployerEntity, KnownEmployerEntity } from './employer-entity.ts';
import { ApplicationEntity } from './application-entity.ts';
import { CaseContentEntity } from './case-content-entity.ts';
import { readConsistently } from './consistency.ts';
import { ApplicationEventEntity, WorkItemEntity, OwedQualificationEntity } from './case-entities.ts';
import { CaseNoteEntity } from './case-note-entity.ts';
import { MarkEntity } from './mark-entity.ts';
import { OpinionEntity } from './opinion-entity.ts';
import { OfficerDayEntity, OfficerEntity } from './officer-entity.ts';
import { CompletionEntity, FileEntity, DocumentEntity } from './file-entities.ts';
import { GuardEntity, CertificateClaimEntity, CounterEntity, QuotaEntity } from './guard-entities.ts';
import { TallyEntity, TermEntity } from './term-entity.ts';
import { MailReturnEntity } from './mail-return-entity.ts';
import { MessageEntity } from './message-entity.ts';
import { CommandEntity } from './command-entity.ts';
import { ReminderEntity, ReminderProgressEntity } from './reminder-entity.ts';
import { CompanyChangeEntity } from './company-change-entity.ts';
import { JobElementEntity, JobEntity } from './job-entities.ts';
import { AnnouncementEntryEntity, DeliveryEntity, ReportRowEntity } from './approved-change-entities.ts';
import { CountedCaseEntity, FigureEntity, FigureMonthEntity } from './figure-entities.ts';
import { ImportFileEntity, ImportPartEntity } from './import-entities.ts';
import { ListedHolderEntity } from './listed-holder-entity.ts';
import { ObjectionEntity } from './objection-entity.ts';
import { PublicBatchEntity, PublicityEntryEntity } from './public-batch-entities.ts';
import { AuditDayEntity, LookEntity } from './look-entity.ts';
import { PulseEntity } from './pulse-entity.ts';
import { SweepProgressEntity } from './sweep-progress-entity.ts';

// The entities are had from here, never from their files: joining the table is what gives them their client.
export {
  PractitionerEntity,
  QualificationEntity,
  EducationRecordEntity,
  InsuredMonthEntity,
  RegistrationEntity,
  RegisteredNameEntity,
  ReplacedCertificateEntity,
  RegisterEventEntity,
  SuspensionProposalEntity,
  EmployerEntity,
  KnownEmployerEntity,
  EmployerEndingEntity,
  CompanyChangeEntity,
  JobEntity,
  JobElementEntity,
  ImportFileEntity,
  ImportPartEntity,
  ApplicationEntity,
  CaseContentEntity,
  ApplicationEventEntity,
  WorkItemEntity,
  OwedQualificationEntity,
  MarkEntity,
  OpinionEntity,
  OfficerEntity,
  OfficerDayEntity,
  FileEntity,
  DocumentEntity,
  CompletionEntity,
  GuardEntity,
  CertificateClaimEntity,
  CounterEntity,
  QuotaEntity,
  MessageEntity,
  MailReturnEntity,
  TermEntity,
  TallyEntity,
  CommandEntity,
  PublicBatchEntity,
  PublicityEntryEntity,
  LookEntity,
  AuditDayEntity,
  ListedHolderEntity,
  ObjectionEntity,
  AnnouncementEntryEntity,
  ReportRowEntity,
  DeliveryEntity,
  FigureEntity,
  FigureMonthEntity,
  CountedCaseEntity,
};

// Answers take some ten milliseconds, a large transaction a second at most: the four tries together have 11 of the API's 20 seconds.
const dynamoDb = withTimeLimits(new DynamoDBClient(impatient), 1000, 4000);
readConsistently(dynamoDb);
addPatience(dynamoDb);
const client = DynamoDBDocumentClient.from(dynamoDb, { marshallOptions: { removeUndefinedValues: true } });

/** All entities on the one table. */
export const table = new Service(
  {
    practitioner: PractitionerEntity,
    qualification: QualificationEntity,
    educationRecord: EducationRecordEntity,
    formerPerson: FormerPersonEntity,
    insuredMonth: InsuredMonthEntity,
    bar: BarEntity,
    registration: RegistrationEntity,
    registeredName: RegisteredNameEntity,
    replacedCertificate: ReplacedCertificateEntity,
    registerEvent: RegisterEventEntity,
    suspensionProposal: SuspensionProposalEntity,
    employer: EmployerEntity,
    knownEmployer: KnownEmployerEntity,
    employerEnding: EmployerEndingEntity,
    companyChange: CompanyChangeEntity,
    job: JobEntity,
    jobElement: JobElementEntity,
    importFile: ImportFileEntity,
    importPart: ImportPartEntity,
    application: ApplicationEntity,
    caseContent: CaseContentEntity,
    event: ApplicationEventEntity,
    workItem: WorkItemEntity,
    owedQualification: OwedQualificationEntity,
    caseNote: CaseNoteEntity,
    mark: MarkEntity,
    opinion: OpinionEntity,
    officer: OfficerEntity,
    officerDay: OfficerDayEntity,
    file: FileEntity,
    document: DocumentEntity,
    completion: CompletionEntity,
    publicBatch: PublicBatchEntity,
    publicityEntry: PublicityEntryEntity,
    listedHolder: ListedHolderEntity,
    objection: ObjectionEntity,
    announcementEntry: AnnouncementEntryEntity,
    reportRow: ReportRowEntity,
    delivery: DeliveryEntity,
    guard: GuardEntity,
    certificateClaim: CertificateClaimEntity,
    counter: CounterEntity,
    quota: QuotaEntity,
    message: MessageEntity,
    mailReturn: MailReturnEntity,
    term: TermEntity,
    tally: TallyEntity,
    reminder: ReminderEntity,
    reminderProgress: ReminderProgressEntity,
    sweepProgress: SweepProgressEntity,
    pulse: PulseEntity,
    command: CommandEntity,
    figure: FigureEntity,
    countedCase: CountedCaseEntity,
    figureMonth: FigureMonthEntity,
    look: LookEntity,
    auditDay: AuditDayEntity,
  },
  { client, table: environment.tableName() },
);

/** Where an application stands, as its own item says. */
export type ApplicationHead = EntityItem<typeof ApplicationEntity>;
export type CaseContentItem = EntityItem<typeof CaseContentEntity>;
/** An application with what it says: both items as one. */
export type ApplicationItem = Omit<
  ApplicationHead,
  'applicantName' | 'employerName' | 'correction' | 'recommendation'
> &
  Pick<Application, 'correction' | 'recommendation'> &
  Omit<CaseContentItem, 'draft'> &
  Required<Pick<CaseContentItem, 'draft'>>;
export type ApplicationEventItem = EntityItem<typeof ApplicationEventEntity>;
export type WorkItemItem = EntityItem<typeof WorkItemEntity>;
export type MailReturnItem = EntityItem<typeof MailReturnEntity>;
export type OwedQualificationItem = EntityItem<typeof OwedQualificationEntity>;
export type CaseNoteItem = EntityItem<typeof CaseNoteEntity>;
export type OpinionItem = EntityItem<typeof OpinionEntity>;
export type OfficerItem = EntityItem<typeof OfficerEntity>;
export type FileItem = EntityItem<typeof FileEntity>;
export type DocumentItem = EntityItem<typeof DocumentEntity>;
export type PublicBatchItem = EntityItem<typeof PublicBatchEntity>;
export type PublicityEntryItem = EntityItem<typeof PublicityEntryEntity>;
export type AnnouncementEntryItem = EntityItem<typeof AnnouncementEntryEntity>;
export type ReportRowItem = EntityItem<typeof ReportRowEntity>;
export type DeliveryItem = EntityItem<typeof DeliveryEntity>;
export type ObjectionItem = EntityItem<typeof ObjectionEntity>;
export type CompletionItem = EntityItem<typeof CompletionEntity>;
export type RegistrationItem = EntityItem<typeof RegistrationEntity>;
export type SuspensionProposalItem = EntityItem<typeof SuspensionProposalEntity>;
export type QualificationItem = EntityItem<typeof QualificationEntity>;
export type EducationRecordItem = EntityItem<typeof EducationRecordEntity>;
export type BarItem = EntityItem<typeof BarEntity>;
export type PractitionerItem = EntityItem<typeof PractitionerEntity>;
export type EmployerItem = EntityItem<typeof EmployerEntity>;
export type KnownEmployerItem = EntityItem<typeof KnownEmployerEntity>;
export type CompanyChangeItem = EntityItem<typeof CompanyChangeEntity>;
export type JobItem = EntityItem<typeof JobEntity>;
export type JobElementItem = EntityItem<typeof JobElementEntity>;
export type ImportFileItem = EntityItem<typeof ImportFileEntity>;
export type CountedCaseItem = EntityItem<typeof CountedCaseEntity>;
export type FigureItem = EntityItem<typeof FigureEntity>;
export type TermItem = EntityItem<typeof TermEntity>;
export type MessageItem = EntityItem<typeof MessageEntity>;
export type LookItem = EntityItem<typeof LookEntity>;
export type AuditDayItem = EntityItem<typeof AuditDayEntity>;

/** The entities within a transaction. */
export type TransactionEntities = Parameters<Parameters<typeof table.transaction.write>[0]>[0];
