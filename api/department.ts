import { staffReads } from '../domain/staff-access.ts';
import { caseEndpoints } from './case-endpoints.ts';
import { departmentCaseView } from './department-case-view.ts';
import { departmentAuditEndpoints } from './department-audit.ts';
import { departmentCaseDeskEndpoints } from './department-case-desk.ts';
import { departmentCaseEndpoints } from './department-cases.ts';
import { departmentCompanyChangeEndpoints } from './department-company-changes.ts';
import { departmentImportEndpoints } from './department-imports.ts';
import { departmentJobEndpoints } from './department-jobs.ts';
import { departmentDeskEndpoints } from './department-desk.ts';
import { departmentListEndpoints } from './department-lists.ts';
import { departmentQueueEndpoints } from './department-queues.ts';
import { departmentRegisterEndpoints } from './department-register.ts';
import { departmentRegisterListEndpoints } from './department-register-list.ts';
import { departmentFigureEndpoints } from './figures.ts';
import { endpointsOf } from './endpoint.ts';
import { departmentAnnouncementEndpoints } from './announcements.ts';
import { deliveryEndpoints } from './deliveries.ts';
import { departmentObjectionEndpoints } from './objections.ts';

const shared = caseEndpoints(endpointsOf('department'), staffReads.case);

/** The API of the department's staff. */
export const departmentEndpoints = {
  ...departmentCaseEndpoints,
  ...departmentDeskEndpoints,
  ...departmentQueueEndpoints,
  ...departmentCaseDeskEndpoints,
  ...departmentRegisterEndpoints,
  ...departmentRegisterListEndpoints,
  ...departmentListEndpoints,
  ...departmentCompanyChangeEndpoints,
  ...departmentJobEndpoints,
  ...departmentImportEndpoints,
  ...departmentAuditEndpoints,
  ...departmentFigureEndpoints,
  ...departmentObjectionEndpoints,
  ...departmentAnnouncementEndpoints,
  ...deliveryEndpoints,
  // Last: the permission of a function takes its id from the first endpoint (infra/constructs/http-api.ts).
  ...shared,
  getApplication: { ...shared.getApplication, response: departmentCaseView },
};
