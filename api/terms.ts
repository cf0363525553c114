import * as z from 'zod';

/** One specialty of a registration with its term; null: the profession has no specialties. */
export const termView = z.object({
  specialty: z.string().nullable(),
  validFrom: z.string(),
  validUntil: z.string(),
  /** The day of cancellation; null: not cancelled. */
  cancelledOn: z.string().nullable(),
});

/** The same with what the register says of it today. */
export const termStatusView = termView.extend({ status: z.enum(['valid', 'expired', 'cancelled']) });
export type TermStatusView = z.infer<typeof termStatusView>;
