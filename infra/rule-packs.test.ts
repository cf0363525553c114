import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { acceptedFindings } from './accepted-findings.ts';
import { productForTest } from './test-product.ts';

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      conclusion: z.enum(['success', 'failure']),
      violations: z.array(
        z.object({
          ruleName: z.string(),
          violatingConstructs: z.array(z.object({ constructPath: z.string().optional() })),
        }),
      ),
    }),
  ),
});
let reports: z.output<typeof reportSchema>['pluginReports'] = [];
const { app, remove } = productForTest();

beforeAll(() => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new CfnGuardValidator());
  const { directory } = app.synth({ errorOnDuplicateSynth: false });
  const report: unknown = JSON.parse(readFileSync(path.join(directory, 'validation-report.json'), 'utf8'));
  reports = reportSchema.parse(report).pluginReports;
}, 180_000);

afterAll(remove);

test.each(['AwsSolutions', 'cdk-validator-cfnguard', 'CloudFormation Validate'])(
  '%s ran and finds nothing that is not accepted with a reason',
  (name) => {
    const report = reports.find(({ pluginName }) => pluginName === name);
    const findings = report?.violations.map(({ ruleName, violatingConstructs }) => ({ ruleName, violatingConstructs }));
    expect(findings).toEqual([]);
    expect(report?.conclusion).toBe('success');
  },
);

test('every acceptance says why', () => {
  for (const { reason } of acceptedFindings) expect(reason.length).toBeGreaterThan(20);
});
