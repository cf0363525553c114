import * as z from 'zod';
import type { StaffRole } from '../domain/staff-access.ts';
import { fileDeclaration, fileView, uploadTicket } from './application.ts';
import { type endpointsOf, noBody, none } from './endpoint.ts';
import { idField, registrationNumberLine } from './fields.ts';

type Declare = ReturnType<typeof endpointsOf>;

// The page makes a folder at random for each cancellation that it begins; what lies there belongs to the case that names it.
const folderParams = z.strictObject({ number: registrationNumberLine(40), folder: idField });

/** How what shows the ground of a cancellation is uploaded before it begins, by whoever begins it for somebody else. */
export function groundEvidenceEndpoints(endpoint: Declare, roles: readonly StaffRole[] = []) {
  const problems = roles.length === 0 ? [] : (['own-case'] as const);
  return {
    declareGroundEvidence: endpoint({
      method: 'POST',
      path: '/registrations/{number}/ground-evidence/{folder}',
      summary: '申请上传注销依据材料',
      params: folderParams,
      query: none,
      body: fileDeclaration.omit({ slot: true }),
      response: uploadTicket,
      roles,
      problems: [
        ...(['not-found', 'not-in-this-state', 'too-large', 'unsupported-media-type', 'too-many-requests'] as const),
        ...problems,
      ],
    }),
    getGroundEvidence: endpoint({
      method: 'GET',
      path: '/registrations/{number}/ground-evidence/{folder}/{fileId}',
      summary: '注销依据材料的检查结果',
      params: folderParams.extend({ fileId: idField }),
      query: none,
      body: noBody,
      response: fileView,
      roles,
      problems: ['not-found'],
    }),
  };
}
