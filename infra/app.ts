import { App } from 'aws-cdk-lib';
import { defineProduct } from './product.ts';

defineProduct(new App());
