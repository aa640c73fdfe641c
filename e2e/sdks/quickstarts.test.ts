import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Child, ROOT } from '../fixtures/child';
import { languages as provided } from './languages';

let dataDir: string;

beforeEach(() => {
  dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'perdure-quickstart-')));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

const QUICKSTARTS = ['javascript', 'python'].filter((language) => provided.includes(language));

test.each(QUICKSTARTS)('%s: a quickstart with its own run file and state store runs as it is', async (language) => {
  const run = new Child({
    args: [join(ROOT, 'scripts', 'perdure.js'), 'run', '-f', 'dapr.yaml', '--no-console'],
    env: {
      ...{ PERDURE_GRPC_PORT: '0', PERDURE_HTTP_PORT: '0', PERDURE_METRICS_PORT: '0', PERDURE_LOG_LEVEL: 'warn' },
      // Where `npm run sdks` has put the packages of Python.
      PATH: `${join(ROOT, '.cache', 'sdks', 'python', 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
      PERDURE_DATA_DIR: dataDir,
    },
    cwd: join(ROOT, 'examples', 'quickstarts', language),
  });
  expect(await run.exited, run.output).toBe(0);
  const said = [...run.output.matchAll(/(\d) cars: (\{.*\})/g)].map(([, count, json]) => [
    count,
    JSON.parse(json ?? ''),
  ]);
  expect(said).toEqual([
    ['4', { processed: true, left: 6 }],
    ['5', { processed: true, left: 1 }],
    ['6', { processed: false, left: 1 }],
  ]);
});
