import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { OPERATIONS } from '@/lib/api/operations/operations';
import { openApiResponse } from '@/lib/transport/http/openapi/openapi-response';

const FOLDER = 'app/api/v1';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
/** Nobody asks for it: what cannot be read is sent there. */
const NOT_FOR_CALLERS = '/api/v1/refused';

type Takes = { readonly query?: z.ZodType; readonly body?: z.ZodType };
type Route = { readonly method: string; readonly path: string; readonly file: string; readonly takes: Takes };

const routes = await allRoutes();

test('every route is an operation, and every operation a route', () => {
  const nameOf = ({ method, path }: { readonly method: string; readonly path: string }) => `${method} ${path}`;
  const found = routes.map(nameOf).filter((name) => name !== `GET ${NOT_FOR_CALLERS}`);
  expect(found.toSorted()).toEqual(Object.values(OPERATIONS).map(nameOf).toSorted());
});

describe.each(Object.entries(OPERATIONS))('%s', (_, { method, path, query, body, useCases }) => {
  const route = routes.find((one) => one.method === method && one.path === path);

  test('is read by the schemas of its operation', () => {
    expect(route?.takes.query).toBe(query);
    expect(route?.takes.body).toBe(body);
  });

  test('calls the use cases of its operation', () => {
    const text = readFileSync(route?.file ?? '', 'utf8');
    const starts = [...text.matchAll(/^export const (\w+) = /gm)];
    const at = starts.findIndex(([, name]) => name === method);
    const own = text.slice(starts[at]?.index, starts[at + 1]?.index);
    expect([...own.matchAll(/services\.(\w+)/g)].map(([, name]) => name)).toEqual(useCases);
  });
});

test('the document is sound OpenAPI 3.1, and what it says is complete', async () => {
  const source = await openApiResponse(OPERATIONS).text();
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
});

test('the document has every operation with its parameters, its body, its answer and who may ask', async () => {
  const document = (await openApiResponse(OPERATIONS).json()) as {
    paths: Record<string, Record<string, unknown>>;
    components: { schemas: Record<string, object> };
  };
  expect(document.paths['/api/v1/instances/{appId}/{instanceId}/history']?.get).toMatchObject({
    operationId: 'readHistory',
    description: 'Needs role Viewer.',
    parameters: [
      { name: 'appId', in: 'path', required: true },
      { name: 'instanceId', in: 'path', required: true },
      { name: 'from', in: 'query', required: false, schema: { type: 'integer', minimum: 0, default: 0 } },
      { name: 'limit', schema: { maximum: 10_000 } },
      { name: 'cut' },
    ],
    responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/HistoryPage' } } } } },
  });
  expect(document.paths['/api/v1/tokens']?.post).toMatchObject({
    description: 'Needs role Admin, and that one is not limited to some apps or workflows.',
    'x-permission': { role: 'admin', unlimited: true },
    requestBody: { required: true, content: { 'application/json': { schema: { required: ['name', 'role'] } } } },
  });
  expect(document.components.schemas.HistoryEvent).toMatchObject({
    type: 'object',
    required: ['kind', 'eventId', 'at'],
  });
});

async function allRoutes(): Promise<readonly Route[]> {
  const found = globSync(`${FOLDER}/**/route.ts`).map(async (file) => {
    const exported = (await import(pathToFileURL(file).href)) as Record<string, { readonly takes: Takes }>;
    const path = `/${dirname(relative('app', file)).split(sep).join('/')}`.replaceAll(/\[(\w+)\]/g, '{$1}');
    return METHODS.flatMap((method) => {
      const route = exported[method];
      return route === undefined ? [] : [{ method, path, file, takes: route.takes }];
    });
  });
  return (await Promise.all(found)).flat();
}
