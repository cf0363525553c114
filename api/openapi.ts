import * as z from 'zod';
import type { Endpoint } from './endpoint.ts';
import { endpointList, type NamedEndpoint } from './endpoints.ts';
import { idempotencyKeyPattern, takesIdempotencyKey } from './idempotency.ts';
import { problemCodes, problemSchema } from './problems.ts';

/** A JSON object of an OpenAPI document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 description of the whole API, derived from the endpoint table. */
export function openApiDocument(): JsonObject {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const named of endpointList) {
    const { path, method } = named.endpoint;
    (paths[path] ??= {})[method.toLowerCase()] = operation(named);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '江苏省二级注册执业人员注册平台接口',
      version: '1',
      description:
        '所有错误以 RFC 9457 problem document 返回。除 GET 外的请求都可带 Idempotency-Key：同一账号在48小时内以同一标识重发相同内容，得到与第一次相同的结果，不会重复办理；标识已用于其他内容时以 idempotency-key-reused 拒绝。',
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        province: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: '统一身份认证平台（个人、法人）',
        },
        staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: '工作人员' },
      },
    },
  };
}

const securityOf = {
  person: [{ province: [] }],
  'legal-person': [{ province: [] }],
  staff: [{ staff: [] }],
  anyone: [],
} as const;

function operation({ name, endpoint }: NamedEndpoint): JsonObject {
  const body = endpoint.body instanceof z.ZodUndefined ? undefined : schemaOf(endpoint.body, 'input');
  return {
    operationId: `${endpoint.api}-${name}`,
    tags: [endpoint.api],
    summary: endpoint.summary,
    security: securityOf[endpoint.party],
    parameters: [
      ...parametersOf(endpoint.params, 'path'),
      ...parametersOf(endpoint.query, 'query'),
      ...(takesIdempotencyKey(endpoint) ? [idempotencyParameter] : []),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      200: {
        description: '成功',
        content: { [endpoint.media ?? 'application/json']: { schema: schemaOf(endpoint.response, 'output') } },
      },
      ...problemsOf(endpoint),
    },
  };
}

const idempotencyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', pattern: idempotencyKeyPattern },
} as const;

function problemsOf({ method, party, roles, body, problems }: Endpoint): JsonObject {
  const codes = new Set(problems);
  codes.add('invalid-request').add('past-the-site').add('busy');
  if (party !== 'anyone') codes.add('not-signed-in').add('wrong-party');
  if (roles.length > 0) codes.add('wrong-role');
  if (takesIdempotencyKey({ method, party })) codes.add('idempotency-key-reused');
  if (!(body instanceof z.ZodUndefined)) codes.add('unsupported-media-type').add('too-large');
  const byStatus = Map.groupBy(codes, (code) => problemCodes[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `${code}：${problemCodes[code].title}`).join('；'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): JsonObject[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Record<string, unknown> = schema.shape;
  return Object.entries(shape).flatMap(([name, field]) =>
    field instanceof z.ZodType
      ? [
          {
            name,
            in: place,
            required: place === 'path' || !field.safeParse(undefined).success,
            schema: schemaOf(field, 'input'),
          },
        ]
      : [],
  );
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const described = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  delete described.$schema; // said once for the whole document
  return { ...described };
}
