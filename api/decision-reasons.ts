import * as z from 'zod';
import { decisionReasonCodes } from '../domain/decision-reasons.ts';

/** The structured reasons of a decision, by their codes (domain/decision-reasons.ts). */
export const decisionReasonsField = z
  .array(z.enum(decisionReasonCodes, '没有这个理由，请重新选择'))
  .max(10, '不能超过10项理由')
  .default([]);
