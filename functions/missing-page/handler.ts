import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answerMissing, type PageAnswer } from './answer.ts';

const { SITE_PAGES = '', MISSING_PAGE_PREFIX = '' } = process.env;

const pages = {
  addresses: new Set(SITE_PAGES.split(' ')),
  notFound: readFileSync(path.join(import.meta.dirname, '404.html'), 'utf8'),
};

/** Answers what the distribution did not find in the page store; its origin puts a prefix before the address. */
export function handler({ rawPath }: APIGatewayProxyEventV2): Promise<PageAnswer> {
  return Promise.resolve(answerMissing(rawPath.slice(MISSING_PAGE_PREFIX.length), pages));
}
