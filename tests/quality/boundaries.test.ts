import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { describe, expect, it } from 'vitest';

const folders = ['domain', 'api', 'functions', 'infra', 'local', 'operations', 'site/src', 'tests'];

describe('the folders', () => {
  it('import only what the architecture allows', async () => {
    const config = await extractConfig('./.dependency-cruiser.js');
    const result = await cruise(folders, { ...config.options, ruleSet: config, validate: true }, undefined, {
      tsConfig: extractTsConfig('./tsconfig.json'),
    });
    if (typeof result.output === 'string') throw new Error('the cruise answered text');
    const { violations, totalCruised } = result.output.summary;
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    // A parser that cannot read TypeScript finds no modules and so no violations.
    expect(totalCruised).toBeGreaterThan(300);
  }, 60_000);
});
