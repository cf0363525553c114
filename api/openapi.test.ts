import { describe, expect, it } from 'vitest';
import { endpointList } from './endpoints.ts';
import { openApiDocument } from './openapi.ts';

describe('the OpenAPI document', () => {
  const document = JSON.parse(JSON.stringify(openApiDocument())) as {
    paths: Record<
      string,
      Record<
        string,
        { operationId: string; parameters: { name: string; in: string }[]; requestBody?: object; responses: object }
      >
    >;
  };

  it('describes every endpoint of the contract once, under an id of its own', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations).toHaveLength(endpointList.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(endpointList.length);
  });

  it('names the parameters of the path, the body and the problems', () => {
    const submit = document.paths['/api/practitioner/applications/{id}/submit']?.['post'];
    expect(submit?.parameters).toEqual([
      expect.objectContaining({ name: 'id', in: 'path', required: true }),
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: false }),
    ]);
    expect(JSON.stringify(submit?.requestBody)).toContain('formDigest');
    expect(Object.keys(submit?.responses ?? {})).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '503',
    ]);
    expect(document.paths['/api/practitioner/profile']?.['get']?.requestBody).toBeUndefined();
  });

  it('asks for every parameter that a path names', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const { parameters } of Object.values(methods)) {
        expect(
          parameters
            .filter((parameter) => parameter.in === 'path')
            .map(({ name }) => name)
            .sort(),
        ).toEqual(named.sort());
      }
    }
  });
});
