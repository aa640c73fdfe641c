import { z } from 'zod';
import { TAGS, type Operation } from '@/lib/api/operations/operation';
import { roleWord } from '@/lib/domain/actor';
import type { Permission } from '@/lib/services/access/use-case';
import { componentsOf, type Components } from './components';

type Document = Readonly<Record<string, unknown>>;

export type Described = {
  /** By the id that each has in the document. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** The table of permissions. */
  readonly permissions: Readonly<Record<string, Permission>>;
};

const REFUSED = {
  description: 'It was refused, and why.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
};

const INTRODUCTION = [
  'The HTTP API of the Perdure console: what its pages and `perdure workflow` ask.',
  'Times are milliseconds since 1970, durations milliseconds; payloads are texts of JSON.',
  'An instance is known by its App ID and its instance ID. Answers may get further fields.',
].join(' ');

/** The HTTP API as an OpenAPI 3.1 document, made of the schemas that its routes read and answer by. */
export function openApiDocument({ operations, permissions }: Described): Document {
  const all = Object.entries(operations);
  const components = componentsOf(all.map(([, operation]) => operation));
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [id, operation] of all) {
    const item = (paths[operation.path] ??= {});
    item[operation.method.toLowerCase()] = {
      ...{ operationId: id, tags: [operation.tag], summary: operation.summary },
      ...permissionOf(operation, permissions),
      ...parametersOf(operation),
      ...(operation.body !== undefined && { requestBody: bodyOf(operation.body) }),
      responses: { 200: answerOf(operation, components), '4XX': REFUSED, '5XX': REFUSED },
    };
  }
  return {
    openapi: '3.1.1',
    info: {
      ...{ title: 'Perdure', version: '1', description: INTRODUCTION },
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The console that serves this document' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    security: [{}, { token: [] }, { session: [] }],
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token, from `perdure token create`.' },
        session: { type: 'apiKey', in: 'cookie', name: 'perdure_session', description: 'What sign-in answers with.' },
      },
    },
  };
}

/** An operation that stands for several use cases needs what each of them does. */
function permissionOf({ useCases }: Operation, permissions: Described['permissions']) {
  const needed = useCases.map((name) => {
    const permission = permissions[name];
    if (permission === undefined) throw new Error(`The table of permissions has no ${name}.`);
    return permission;
  });
  const [role] = needed.map((permission) => permission.role);
  if (role === undefined) return { security: [{}], description: 'Nobody has to be signed in for it.' };
  const isUnlimited = needed.some(({ unlimited }) => unlimited === true);
  const hasPayloads = needed.some(({ payloads }) => payloads === true);
  return {
    description: [
      `Needs role ${roleWord(role)}`,
      hasPayloads ? ', and that one may see payloads' : '',
      isUnlimited ? ', and that one is not limited to some apps or workflows' : '',
      '.',
    ].join(''),
    'x-permission': { role, payloads: hasPayloads, unlimited: isUnlimited },
  };
}

function parametersOf({ path, query }: Operation) {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string', minLength: 1 } },
  }));
  const { properties = {}, required = [] } = query === undefined ? {} : z.toJSONSchema(query, { io: 'input' });
  const asked = Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
  }));
  const parameters = [...named, ...asked];
  return parameters.length === 0 ? {} : { parameters };
}

/** No body at all means an empty object. */
function bodyOf(body: z.ZodType) {
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: 'input' });
  return { required: !body.safeParse({}).success, content: { 'application/json': { schema } } };
}

function answerOf({ answer, stream, media = [] }: Operation, { refTo }: Components) {
  const content: Record<string, object> = {};
  for (const name of Object.keys(answer ?? {})) content['application/json'] = { schema: refTo(name) };
  for (const name of Object.keys(stream ?? {})) content['text/event-stream'] = { schema: streamOf(refTo(name)) };
  for (const type of media) content[type] = { schema: { type: type === 'application/json' ? 'object' : 'string' } };
  return { description: 'It was done.', content };
}

function streamOf(message: object) {
  const description = 'Server-sent events: one `ready`, then `changes`. Their data is JSON.';
  return { type: 'string', description, contentMediaType: 'application/json', contentSchema: message };
}
