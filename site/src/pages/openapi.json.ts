import { openApiDocument } from '../../../api/openapi.ts';

/** The description of the API for programs, written once at build time. */
export function GET(): Response {
  return Response.json(openApiDocument());
}
