import path from 'node:path';
import type { App } from 'aws-cdk-lib';
import { acknowledgeAcceptedFindings } from './accepted-findings.ts';
import { repositoryRoot } from './constructs/bundle.ts';
import { Application } from './stacks/application.ts';
import { Mail } from './stacks/mail.ts';
import { Operations } from './stacks/operations.ts';
import { Site } from './stacks/site.ts';
import { Storage } from './stacks/storage.ts';

/** The stacks of one deployment. */
export interface Product {
  readonly storage: Storage;
  readonly application: Application;
  readonly site: Site;
  readonly operations: Operations;
  readonly mail: Mail;
}

/** What is deployed besides the code of the functions. */
export interface ProductProps {
  /** Absolute path of the built pages of the site; default site/dist. */
  readonly pages?: string;
  /** Goes before the name of everything that has one, so that environments share an account; default none. */
  readonly prefix?: string;
}

/** Defines every stack of the product in an app. Stacks are environment-agnostic: account and region are those of the deploying credentials. */
export function defineProduct(
  app: App,
  { pages = path.join(repositoryRoot, 'site/dist'), prefix = '' }: ProductProps = {},
): Product {
  const named = (stack: string) => ({ stackName: `${prefix}${stack}` });
  const storage = new Storage(app, 'Storage', { ...named('Storage'), prefix });
  const application = new Application(app, 'Application', { ...named('Application'), storage, prefix });
  const site = new Site(app, 'Site', { ...named('Site'), storage, application, pages });
  const operations = new Operations(app, 'Operations', { ...named('Operations'), storage, application });
  const { configurationSet } = application;
  const mail = new Mail(app, 'Mail', { ...named('Mail'), configurationSet });
  acknowledgeAcceptedFindings(app);
  return { storage, application, site, operations, mail };
}
