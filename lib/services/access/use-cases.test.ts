import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROUTE_CALLS } from '@/lib/testing/access/route-calls';
import { USE_CASES } from './use-cases';

/** What use cases have in common; nobody outside calls it. */
const PARTS = ['planList'];

test('every service has an entry in the table of permissions', () => {
  const found = globSync('lib/services/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^export (?:async )?function\*? (\w+)\(([^)]*)/gm)]
      .filter(([, , parameters = '']) => /: ServiceContext\b/.test(parameters))
      .map(([, name = '']) => name),
  );
  expect(found.filter((name) => !PARTS.includes(name)).toSorted()).toEqual(Object.keys(USE_CASES).toSorted());
});

test('every entry can be reached by a route, so that the test of all routes covers it', () => {
  const reached = new Set(ROUTE_CALLS.flatMap(({ services }) => services));
  expect(Object.keys(USE_CASES).filter((name) => !reached.has(name as keyof typeof USE_CASES))).toEqual([]);
});
