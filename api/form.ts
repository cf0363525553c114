import * as z from 'zod';
import { documentKinds } from '../domain/documents.ts';
import { fieldErrorSchema } from './problems.ts';

const documentContent = z.object({
  kind: z.enum(documentKinds),
  title: z.string(),
  number: z.string().nullable(),
  withPhoto: z.boolean(),
  sections: z.array(
    z.object({
      heading: z.string(),
      fields: z.array(z.object({ label: z.string(), value: z.string(), wide: z.boolean().optional() })),
    }),
  ),
  statements: z.array(z.string()),
  signatures: z.array(z.object({ party: z.string(), lines: z.array(z.string()) })),
  issuedOn: z.string().nullable(),
  issuer: z.string().nullable(),
});

/** The generated form and commitment letter, to be read and confirmed. The digest binds the confirmation to exactly this content. */
export const formView = z.object({
  digest: z.string(),
  form: documentContent,
  commitment: documentContent,
  /** In a correction: form or letter say something else than what was confirmed before, so an answer needs the digest. */
  changed: z.boolean(),
  photoUrl: z.string().nullable(),
  problems: z.array(fieldErrorSchema),
  warnings: z.array(fieldErrorSchema),
});
export type FormView = z.infer<typeof formView>;
