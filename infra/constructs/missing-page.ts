import { readdirSync } from 'node:fs';
import path from 'node:path';
import { HttpMethod, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { functionRows } from '../function-rows.ts';
import { Bundler, repositoryRoot } from './bundle.ts';
import { ProductFunction } from './product-function.ts';

/** What is needed to answer for pages that do not exist. */
export interface MissingPageProps {
  /** Absolute path of the built pages. */
  readonly pages: string;
  readonly api: HttpApi;
  /** Encrypts the logs. */
  readonly encryptionKey: Key;
}

/** Where in the API such addresses are answered: the distribution's second origin puts it before the address that was asked for. */
export const missingPagePrefix = '/missing-page';

const methods = { Get: HttpMethod.GET, Head: HttpMethod.HEAD } as const;

/** Answers every address that the page store does not have, with status 404 and the site's own page, or with the way to the page that is meant. */
export class MissingPage extends Construct {
  constructor(scope: Construct, id: string, { pages, api, encryptionKey }: MissingPageProps) {
    super(scope, id);
    const notFound = path.relative(repositoryRoot, path.join(pages, '404.html')).replaceAll(path.sep, '/');
    const row = functionRows.missingPage;
    const bundle = { entry: row.entry, copies: [{ from: notFound, to: '404.html' }] };
    const answering = new ProductFunction(this, 'Function', {
      ...row,
      bundle,
      bundler: new Bundler([bundle]),
      encryptionKey,
    });
    answering.addEnvironment('MISSING_PAGE_PREFIX', missingPagePrefix);
    answering.addEnvironment('SITE_PAGES', pageAddresses(pages).join(' '));
    const integration = new HttpLambdaIntegration('Integration', answering, { scopePermissionToRoute: false });
    for (const [name, method] of Object.entries(methods)) {
      new HttpRoute(this, name, {
        httpApi: api,
        routeKey: HttpRouteKey.with(`${missingPagePrefix}/{address+}`, method),
        integration,
        authorizer: new HttpNoneAuthorizer(),
      });
    }
  }
}

/** The addresses of the built pages, without their ending. */
export function pageAddresses(pages: string): string[] {
  return readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => `/${file.slice(0, -'.html'.length).replaceAll(path.sep, '/')}`)
    .sort();
}
