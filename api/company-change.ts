import * as z from 'zod';
import { companyChangeActions, companyChangeStates } from '../domain/company-change.ts';
import { instantField } from './fields.ts';

const company = z.object({ creditCode: z.string(), name: z.string() });

/** A 企业信息变更 as both sides see it. */
export const companyChangeView = z.object({
  id: z.string(),
  initiator: z.enum(['employer', 'department']),
  from: company,
  to: company,
  ground: z.string(),
  evidence: z.object({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(companyChangeStates),
  version: z.number().int(),
  /** What the caller may do now. */
  actions: z.array(z.enum(companyChangeActions)),
  timeline: z.array(
    z.object({
      action: z.enum(companyChangeActions),
      at: instantField,
      actor: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  /** Once it is decided: how many registrations are amended, and of how many. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  createdAt: instantField,
});
export type CompanyChangeView = z.infer<typeof companyChangeView>;

/** What a company needs to know of its name: how its licence calls it, how its valid registrations do, and its newest change. */
export const ownCompanyChange = z.object({
  name: z.string(),
  /** Other names that valid registrations bear. */
  formerNames: z.array(z.string()),
  /** How many registrations bear another name. */
  concerned: z.number().int(),
  change: companyChangeView.nullable(),
});
export type OwnCompanyChange = z.infer<typeof ownCompanyChange>;

/** What a command on a change answers. */
export const companyChangeResult = z.object({
  id: z.string(),
  version: z.number().int(),
  state: z.enum(companyChangeStates),
});
export type CompanyChangeResult = z.infer<typeof companyChangeResult>;
