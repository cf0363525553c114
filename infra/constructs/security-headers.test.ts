import { Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './security-headers.ts';

const policy = contentSecurityPolicy({
  inline: { scripts: ["'sha256-script='"], styles: ["'sha256-style='"] },
  issuers: ['https://login.example/province/realm', 'http://localhost:4301/staff'],
  identityOrigins: 'https://token.example',
  fileOrigins: ['https://files.example'],
});
const text = String(new Stack().resolve(policy));
const directives = new Map(text.split('; ').map((directive) => [directive.split(' ')[0], directive]));

test('runs and styles only what the site brings along', () => {
  expect(directives.get('script-src')).toBe("script-src 'self' 'sha256-script='");
  expect(directives.get('style-src')).toBe("style-src 'self' 'sha256-style='");
  expect(text).not.toContain('unsafe');
});

test('connects to the API, the origins of the issuers and the files', () => {
  expect(directives.get('connect-src')).toBe(
    "connect-src 'self' https://login.example http://localhost:4301 https://token.example https://files.example",
  );
});

test.each([
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "default-src 'self'",
  "form-action 'self'",
])('says %s', (directive) => {
  expect(text.split('; ')).toContain(directive);
});
