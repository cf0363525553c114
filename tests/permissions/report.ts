import * as z from 'zod';

const grantSchema = z.object({ function: z.string(), place: z.string(), action: z.string() });
const lineSchema = z.union([
  z.object({ granted: grantSchema }),
  z.object({ used: grantSchema.omit({ function: true }) }),
]);

/** An action that a statement grants to a function, and whether anybody has used it. */
export interface Use extends z.output<typeof grantSchema> {
  readonly isUsed: boolean;
}

/** Grants that no journey on one machine can use, and why they stay. */
const explained: readonly { readonly action: RegExp; readonly function?: RegExp; readonly reason: string }[] = [
  { action: /^xray:/u, reason: 'traces are recorded in the cloud alone' },
  { action: /^dynamodb:ListStreams$/u, reason: 'asked by Lambda when the mapping is made' },
  {
    action: /^sqs:/u,
    reason: 'used only once something could not be delivered; the library grants the three together',
  },
  { function: /PublicApi/u, action: /GetItem$/u, reason: 'says when a look-up beyond its quota is possible again' },
  {
    function: /InspectUpload/u,
    action: /^s3:List/u,
    reason: 'tells an upload that is gone from one that may not be read',
  },
  { function: /SweepObjects/u, action: /(Item|Object)$/u, reason: 'there is something to remove only after a failure' },
  { function: /DispatchEvents/u, action: /StartExecution$/u, reason: 'a job begins with the change of a company' },
  {
    function: /(Employer|Department)Api/u,
    action: /(DeleteItem|s3:GetObject)$/u,
    reason: 'the tests of the API do it',
  },
  {
    function: /CloseAuditDays/u,
    action: /^(s3:GetObject|kms:Decrypt)$/u,
    reason: 'reads the record of a day only after a run that broke off',
  },
  {
    function: /ReconcileFigures/u,
    action: /^(dynamodb:(UpdateItem|BatchGetItem)|kms:Encrypt)$/u,
    reason: 'mends what differs, and asks for a number that the search does not know, only after a failure',
  },
  { function: /NoteStall/u, action: /^(dynamodb|kms):/u, reason: 'an execution must fail' },
];

/** Reads what the local cloud has noted in `permissions.jsonl`. */
export function readUses(text: string): readonly Use[] {
  const lines = text.split('\n').flatMap((line) => (line === '' ? [] : [lineSchema.parse(JSON.parse(line))]));
  const used = new Set(lines.flatMap((line) => ('used' in line ? [keyOf(line.used)] : [])));
  return lines.flatMap((line) =>
    'granted' in line ? [{ ...line.granted, isUsed: used.has(keyOf(line.granted)) }] : [],
  );
}

/** The table of what nobody has used, and how many of its lines have no reason to stay. */
export function reportOf(uses: readonly Use[]): { readonly lines: readonly string[]; readonly unexplained: number } {
  const unused = uses.filter(({ isUsed }) => !isUsed);
  const rows = unused.map((use) => ({ ...use, reason: reasonOf(use) }));
  const unexplained = rows.filter(({ reason }) => reason === undefined).length;
  return {
    unexplained,
    lines: [
      `${uses.length} grants, ${unused.length} not used, ${unexplained} of them without a reason`,
      ...rows.map(
        (row) =>
          `${row.reason === undefined ? 'UNUSED ' : 'unused '} ${row.function}  ${row.action}  ${row.reason ?? row.place}`,
      ),
    ],
  };
}

function reasonOf(use: Use): string | undefined {
  return explained.find((one) => one.action.test(use.action) && (one.function?.test(use.function) ?? true))?.reason;
}

function keyOf({ place, action }: { readonly place: string; readonly action: string }): string {
  return `${place} ${action}`;
}
