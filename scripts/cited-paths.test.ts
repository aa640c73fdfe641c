import { expect, it } from 'vitest';
import { candidates, citedPaths } from './cited-paths';

it('finds code spans that look like a path, and relative links', () => {
  const text =
    'See `lib/engine/` and `lib/domain/step.ts:12`, [a picture](docs/console.png#x) and [Dapr](https://dapr.io).';
  expect(citedPaths(text)).toEqual(['lib/engine/', 'lib/domain/step.ts', 'docs/console.png']);
});

it('leaves prose, patterns and fenced blocks alone', () => {
  const text = 'Use `npm start` or `lib/*/x.ts` and `and/or`.\n\n```\n`lib/gone.ts`\n```\n';
  expect(citedPaths(text)).toEqual([]);
});

it('looks beside the document and under the root', () => {
  expect(candidates('examples/javascript/README.md', 'src/order/')).toEqual([
    'examples/javascript/src/order/',
    'src/order/',
  ]);
});
