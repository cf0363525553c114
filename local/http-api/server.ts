import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpApiSettings } from './settings.ts';

/** Answers one request as API Gateway would; never rejects. */
export type HttpApiHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Builds the request handler of an HTTP API. Throws on a route without its integration or authorizer, on a duplicate or malformed route key. */
export declare function createHttpApi(settings: HttpApiSettings): HttpApiHandler;
