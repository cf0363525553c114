import * as z from 'zod';
import { comparableCode, isCodeLike } from '../domain/verification-code.ts';
import { shownStatuses } from '../domain/holds.ts';
import { takenView } from './people.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { mostSearchedPages } from '../domain/register-search.ts';
import { line, registrationNumberLine, professionField } from './fields.ts';
import { publicAnnouncementEndpoints } from './announcements.ts';
import { publicObjectionEndpoints } from './objections.ts';
import { publicNoticeEndpoints } from './public-notices.ts';
import { termStatusView } from './terms.ts';

const endpoint = endpointsOf('public');

/** The newest certificate of a registration: what is printed on it, and whether it still stands. */
const newestCertificate = z.object({
  number: z.string(),
  profession: professionField,
  /** Each of its specialties with its term. */
  terms: z.array(termStatusView),
  specialties: z.array(z.string()),
  holderName: z.string(),
  employerName: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  /** The zone to which the registration is confined; null: the whole province. */
  zone: z.string().nullable(),
  status: z.enum(shownStatuses),
  ...takenView,
  /** The day of cancellation; null: not cancelled. */
  cancelledOn: z.string().nullable(),
  /** The day on which it ended that had lasted beyond its last day while its renewal was decided; null: it has not. */
  lapsedOn: z.string().nullable(),
});

/** An earlier certificate: that another has taken its place, since when and why. The newer one says the rest. */
const replacedCertificate = z.object({
  number: z.string(),
  status: z.literal('replaced'),
  replacedOn: z.string(),
  reason: z.string(),
});

/** The API for everybody. */
export const publicEndpoints = {
  /** Where and as which client the site signs users in. */
  getConfiguration: endpoint({
    method: 'GET',
    path: '/configuration',
    summary: '登录配置',
    params: none,
    query: none,
    body: noBody,
    response: z.object({
      province: z.object({ issuer: z.string(), clientId: z.string() }),
      staff: z.object({ issuer: z.string(), clientId: z.string() }),
      audience: z.string(),
    }),
  }),
  /** Searches the register. In the body, since addresses stand in logs. */
  searchRegister: endpoint({
    method: 'POST',
    path: '/register/searches',
    summary: '查询注册人员',
    params: none,
    query: none,
    body: z.strictObject({
      question: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('person'), name: line(50), profession: professionField }),
        z.strictObject({ by: z.literal('employer'), employer: line(100) }),
        z.strictObject({ by: z.literal('number'), number: registrationNumberLine(40) }),
      ]),
      /** From 1. */
      page: z.number().int().min(1).max(mostSearchedPages),
      /** The work that is done for the question, once `proof-needed` was answered (api/work-proof.ts). */
      proof: z
        .string()
        .regex(/^\d{1,12}$/, '验证结果不正确，请重新查询')
        .nullable()
        .default(null),
    }),
    response: z.object({ items: z.array(newestCertificate), pages: z.number().int(), more: z.boolean() }),
    problems: ['too-many-requests', 'proof-needed'],
  }),
  /** Verifies a certificate by its number, with or without its prefix, and the code printed on it, however it is typed. */
  verifyCertificate: endpoint({
    // The code travels in the body: addresses stand in logs.
    method: 'POST',
    path: '/certificates/{number}/verification',
    summary: '验证电子证书',
    params: z.strictObject({ number: registrationNumberLine(40) }),
    query: none,
    body: z.strictObject({
      code: z
        .string()
        .max(200)
        .overwrite(comparableCode)
        .refine(isCodeLike, '验证码应为16位字母和数字，请对照证书核对'),
    }),
    response: z.discriminatedUnion('status', [newestCertificate, replacedCertificate]),
    problems: ['too-many-requests', 'not-found'],
  }),
  ...publicNoticeEndpoints,
  ...publicObjectionEndpoints,
  ...publicAnnouncementEndpoints,
};
