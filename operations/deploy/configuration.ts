import * as z from 'zod';

const origin = z
  .string()
  .regex(/^https:\/\/[^/\s]+$/u, 'must be an https origin without a path, such as https://registration.example');
const issuer = z.strictObject({
  url: z
    .string()
    .regex(
      /^https:\/\/[^/\s]+(\/[^/\s]+)*$/u,
      'must be an https address without a slash at its end: exactly the iss of its tokens',
    ),
  clientId: z.string().min(1, 'must not be empty'),
});
const email = z.string().regex(/^[^@\s<>"]+@[^@\s<>"]+$/u, 'must be a plain e-mail address');

const fields = z.strictObject({
  /** Goes before the name of every stack and of everything else that has one, so that environments share an account. */
  environment: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,30}$/u, 'must be 2 to 31 small letters, digits and hyphens, a letter first'),
  partition: z.enum(['aws', 'aws-cn'], 'must be aws or aws-cn'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/u, 'must be a region, such as eu-central-1'),
  /** True: the periods are the law's, and nothing shortens them. */
  production: z.boolean('must be true or false'),
  siteUrl: origin,
  /** ARN of an ACM certificate in us-east-1, in China the id of a server certificate in IAM. */
  certificate: z.string().min(1, 'must not be empty').optional(),
  issuers: z.strictObject({ province: issuer, staff: issuer }),
  audience: z.string().min(1, 'must not be empty'),
  emailSender: email.optional(),
  /** ARN of a web ACL of WAF for CloudFront. */
  webAcl: z
    .string()
    .regex(/^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/\S+$/u, 'must be the ARN of a web ACL for CloudFront')
    .optional(),
  /** How long logs are kept; left out: a year. */
  logRetentionDays: z
    .union(
      [7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827].map((days) => z.literal(days)),
      'must be 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096 or 1827',
    )
    .optional(),
  /** Metrics of every route of the API by itself. */
  routeMetrics: z.boolean('must be true or false').optional(),
  /** ARN of the stream of a table that was restored and takes the place of the own one (docs/runbooks/restore.md). */
  restoredTableStream: z
    .string()
    .regex(
      /^arn:[a-z-]+:dynamodb:[a-z0-9-]+:\d{12}:table\/[A-Za-z0-9_.-]+\/stream\/[^/\s]+$/u,
      'must be the ARN of the stream of a table',
    )
    .optional(),
  /** Id of the version of the distribution's key that takes the place of the one before (docs/runbooks/distribution-key.md). */
  distributionKeyVersion: z
    .string()
    .regex(/^[A-Za-z0-9-]{32,64}$/u, 'must be the id of a version of the secret')
    .optional(),
  /** ARN of a vault of AWS Backup elsewhere, in another region or account, to which every backup is copied. */
  backupCopyVault: z
    .string()
    .regex(/^arn:[a-z-]+:backup:[a-z0-9-]+:\d{12}:backup-vault:[A-Za-z0-9_.-]+$/u, 'must be the ARN of a backup vault')
    .optional(),
  /** Most requests of the API for everybody that run at once. */
  publicConcurrency: z.number().int().positive('must be a positive whole number').optional(),
  /** Who is told of alarms. */
  alarmEmail: email,
  publicityDaySeconds: z.number().int().positive('must be a positive whole number').optional(),
  deadlineDaySeconds: z.number().int().min(0, 'must be a whole number, 0 for the national calendar').optional(),
});

/** One environment as its file describes it. */
export type Configuration = z.output<typeof fields>;

/** What of several fields does not fit together: the field, whether it is wrong, and what it must be. */
const rules: readonly (readonly [keyof Configuration, (given: Configuration) => boolean, string])[] = [
  [
    'region',
    ({ partition, region }) => region.startsWith('cn-') !== (partition === 'aws-cn'),
    'is not a region of that partition: the China regions are those of aws-cn, and no others',
  ],
  [
    'certificate',
    ({ partition, certificate }) =>
      partition === 'aws-cn' && (certificate === undefined || certificate.startsWith('arn:')),
    'must be the id of a server certificate in IAM: CloudFront in China serves nothing at its own name and knows no ACM',
  ],
  [
    'certificate',
    ({ partition, certificate }) =>
      partition === 'aws' && certificate !== undefined && !certificate.startsWith('arn:aws:acm:us-east-1:'),
    'must be the ARN of an ACM certificate in us-east-1, whatever the region of the environment',
  ],
  [
    'emailSender',
    ({ partition, emailSender }) => partition === 'aws-cn' && emailSender !== undefined,
    'must be left out in China, which has no SES',
  ],
  [
    'webAcl',
    ({ partition, webAcl }) => partition === 'aws-cn' && webAcl !== undefined,
    'must be left out in China, which has no WAF for CloudFront',
  ],
  [
    'logRetentionDays',
    // 网络安全法 art. 21 (3): logs of what happens on the network are kept for six months at least.
    ({ production, logRetentionDays = 365 }) => production && logRetentionDays < 180,
    'must be 180 at least in production',
  ],
  [
    'backupCopyVault',
    ({ partition, backupCopyVault }) =>
      backupCopyVault !== undefined && !backupCopyVault.startsWith(`arn:${partition}:`),
    'must be in the same partition: no backup leaves it',
  ],
  [
    'publicityDaySeconds',
    ({ production, publicityDaySeconds = 86_400 }) => production && publicityDaySeconds !== 86_400,
    'must be left out in production: a day of publicity is a day',
  ],
  [
    'deadlineDaySeconds',
    ({ production, deadlineDaySeconds = 0 }) => production && deadlineDaySeconds !== 0,
    'must be left out in production: working days are those of the national calendar',
  ],
];

/** A configuration file that cannot be deployed: one line for each value that is wrong. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads a configuration. Throws ConfigurationError that names every wrong value with what it must be. */
export function readConfiguration(text: string, file: string): Configuration {
  const parsed = fields.safeParse(jsonOf(text, file));
  if (!parsed.success) {
    throw new ConfigurationError(
      parsed.error.issues
        .map((issue) =>
          issue.code === 'unrecognized_keys'
            ? `${file}: ${[...issue.path, issue.keys[0]].join('.')}: is not a field of a configuration`
            : `${file}: ${issue.path.join('.')}: ${issue.message}`,
        )
        .join('\n'),
    );
  }
  const wrong = rules.filter(([, isWrong]) => isWrong(parsed.data));
  if (wrong.length > 0)
    throw new ConfigurationError(wrong.map(([name, , why]) => `${file}: ${name}: ${why}`).join('\n'));
  return parsed.data;
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigurationError(`${file}: is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
