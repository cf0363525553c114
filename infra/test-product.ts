import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { repositoryRoot } from './constructs/bundle.ts';
import { defineProduct } from './product.ts';
import type { Product } from './product.ts';

const resourceSchema = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) });
const settingsSchema = z.object({ context: z.record(z.string(), z.unknown()) });

/** Name of a stack of the product. */
export type StackName = keyof Product;

/** A resource of a template. */
export type Resource = z.output<typeof resourceSchema>;

/** A product made for a test. `remove` deletes the files it was made of and into. */
export interface ProductForTest {
  readonly app: App;
  readonly product: Product;
  readonly remove: () => void;
}

/** The product in an app of its own, with the context of cdk.json, two pages as its site, and nothing bundled. */
export function productForTest({ prefix = '' }: { readonly prefix?: string } = {}): ProductForTest {
  const folder = mkdtempSync(path.join(tmpdir(), 'infra-'));
  const pages = path.join(folder, 'pages');
  mkdirSync(pages);
  for (const page of ['index.html', '404.html']) {
    writeFileSync(path.join(pages, page), '<!doctype html><title>site</title>');
  }
  const { context } = settingsSchema.parse(JSON.parse(readFileSync(path.join(repositoryRoot, 'cdk.json'), 'utf8')));
  const app = new App({
    outdir: path.join(folder, 'cdk.out'),
    // Bundling takes seconds and is tested where it is done.
    context: { ...context, 'aws:cdk:bundling-stacks': [] },
  });
  Validations.of(app).acknowledge({
    id: 'Annotation::registration:SharpBinaries',
    reason: 'What is made for a test is not deployed',
  });
  const remove = () => rmSync(folder, { recursive: true });
  return { app, product: defineProduct(app, { pages, prefix }), remove };
}

/** Templates of the product by stack. */
export function templatesOf(product: Product): Readonly<Record<StackName, Template>> {
  return {
    storage: Template.fromStack(product.storage),
    application: Template.fromStack(product.application),
    site: Template.fromStack(product.site),
    operations: Template.fromStack(product.operations),
    mail: Template.fromStack(product.mail),
  };
}

/** The resources of a template by logical id; only those of a type when one is given. */
export function resourcesOf(template: Template, type?: string): ReadonlyMap<string, Resource> {
  const { Resources } = templateSchema.parse(template.toJSON());
  return new Map(Object.entries(Resources).filter(([, resource]) => type === undefined || resource.Type === type));
}
