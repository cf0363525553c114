import * as z from 'zod';

const text = z.string().min(1);

/** The environment variables that the template sets, each read once when first asked for. Throws when one is missing, at cold start. */
export const environment = {
  tableName: variable('TABLE_NAME', text),
  incomingBucket: variable('INCOMING_BUCKET', text),
  documentsBucket: variable('DOCUMENTS_BUCKET', text),
  /** Where the record of what staff looked at is kept for good. */
  auditBucket: variable('AUDIT_BUCKET', text),
  /** Where exports lie for a day. */
  exportsBucket: variable('EXPORTS_BUCKET', text),
  stateMachineArn: variable('STATE_MACHINE_ARN', text),
  /** The state machine that carries out jobs. */
  jobMachineArn: variable('JOB_MACHINE_ARN', text),
  eventBusName: variable('EVENT_BUS_NAME', text),
  identityKeySecretArn: variable('IDENTITY_KEY_SECRET_ARN', text),
  /** The key by which the distribution shows that a request came through it. */
  distributionKeySecretArn: variable('DISTRIBUTION_KEY_SECRET_ARN', text),
  /** Seconds of one publicity day. */
  publicityDaySeconds: variable('PUBLICITY_DAY_SECONDS', z.coerce.number().positive()),
  /** Seconds of one working day; 0 is the national calendar. */
  deadlineDaySeconds: variable('DEADLINE_DAY_SECONDS', z.coerce.number().min(0)),
  siteUrl: variable('SITE_URL', text),
  /** The queue of e-mails; empty where none are sent. */
  mailQueueUrl: variable('MAIL_QUEUE_URL', z.string()),
  /** Address from which e-mails come. */
  emailSender: variable('EMAIL_SENDER', text),
  /** The configuration set of SES that tells of e-mails that come back. */
  emailConfigurationSet: variable('EMAIL_CONFIGURATION_SET', text),
  provinceIssuer: variable('PROVINCE_ISSUER', text),
  staffIssuer: variable('STAFF_ISSUER', text),
  provinceClientId: variable('PROVINCE_CLIENT_ID', text),
  staffClientId: variable('STAFF_CLIENT_ID', text),
  apiAudience: variable('API_AUDIENCE', text),
} as const;

function variable<Value>(name: string, schema: z.ZodType<Value>): () => Value {
  return () => {
    const parsed = schema.safeParse(process.env[name]);
    if (!parsed.success) throw new Error(`environment variable ${name} is missing or wrong`);
    return parsed.data;
  };
}
