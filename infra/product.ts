import type { App } from 'aws-cdk-lib';
import { Application } from './stacks/application.ts';
import { Storage } from './stacks/storage.ts';

/** The stacks of one deployment. */
export interface Product {
  readonly storage: Storage;
  readonly application: Application;
}

/** Defines every stack of the product in an app. Stacks are environment-agnostic: account and region are those of the deploying credentials. */
export function defineProduct(app: App): Product {
  const storage = new Storage(app, 'Storage');
  const application = new Application(app, 'Application', { storage });
  return { storage, application };
}
