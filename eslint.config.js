import { defineConfig } from 'eslint/config';
import astro from 'eslint-plugin-astro';

// Pages only: all other code is linted and type-checked by oxlint (.oxlintrc.json).
export default defineConfig({ ignores: ['cdk.out/', 'site/dist/', 'site/.astro/'] }, ...astro.configs.recommended, {
  files: ['**/*.astro'],
  rules: { 'no-unused-vars': 'error' },
});
