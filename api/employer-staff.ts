import * as z from 'zod';
import { cancellationGrounds } from '../domain/grounds.ts';
import { shownStatuses } from '../domain/holds.ts';
import { monthForm } from '../domain/register-filter.ts';
import { mostPeopleAtOnce } from '../domain/several-people.ts';
import { typedRegistrationNumber } from '../domain/typed.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { cursorField, line, page, professionField } from './fields.ts';
import { registrationView } from './people.ts';

const endpoint = endpointsOf('employer');

/** The registration numbers of a list with commas between them, each once. */
export function numbersListed(text: string): readonly string[] {
  return [...new Set(text.split(/[,，]/u).map(typedRegistrationNumber))].filter((number) => number !== '');
}

const numbersField = line(50 * mostPeopleAtOnce)
  .refine((text) => numbersListed(text).length > 0, '请至少选择一人')
  .refine((text) => numbersListed(text).length <= mostPeopleAtOnce, `一次最多选择${mostPeopleAtOnce}人`)
  .refine((text) => numbersListed(text).every((number) => number.length <= 40), '注册编号过长，请核对');

/** 在册人员: who is registered with a company. */
export const employerStaffEndpoints = {
  /** Those registered with the company, the first to end first. */
  listStaff: endpoint({
    method: 'GET',
    path: '/staff',
    summary: '在册人员查询',
    params: none,
    query: z.strictObject({
      /** A part of the name or of the registration number. */
      text: line(50).optional(),
      profession: professionField.optional(),
      status: z.enum(shownStatuses, '请选择状态').optional(),
      /** The month in which the registration, or one of its specialties, ends. */
      month: z.string().regex(monthForm, '请填写年月，例如 2027-03').optional(),
      /** Only what stands, or only what has ended. */
      standing: z.enum(['true', 'false'], '请选择有效或者已失效').optional(),
      /** Only what ends soon (domain/register-filter.ts). */
      soon: z.literal('true').optional(),
      cursor: cursorField,
    }),
    body: noBody,
    response: page(registrationView).extend({ narrow: z.boolean() }),
  }),
  /** Which of several registrations the company could ask to cancel now on a ground, and why not the others. It changes nothing. */
  judgeCancellations: endpoint({
    method: 'GET',
    path: '/cancellable',
    summary: '批量注销预览',
    params: none,
    query: z.strictObject({ ground: z.enum(cancellationGrounds, '请选择注销原因'), numbers: numbersField }),
    body: noBody,
    response: z.object({
      items: z.array(
        z.object({
          number: z.string(),
          holderName: z.string().nullable(),
          /** Null: it could. */
          reason: z.string().nullable(),
        }),
      ),
    }),
  }),
};
