import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { defineProduct } from './product.ts';

const app = new App();
// What the deployment command says of the environment (operations/deploy).
const prefix = z.string().default('').parse(app.node.tryGetContext('prefix'));
defineProduct(app, { prefix });
