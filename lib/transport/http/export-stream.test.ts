import { describe, expect, test } from 'vitest';
import type { InstanceSummary } from '@/lib/domain/instance';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { exportResponse } from './export-stream';

async function* pagesOf(...pages: readonly (readonly InstanceSummary[])[]): AsyncGenerator<readonly InstanceSummary[]> {
  yield* pages;
}

const one = sampleInstance({
  ...{ instanceId: 'order-1', name: 'Order', appId: 'shop', status: 'failed', createdAt: 0, tags: { region: 'eu' } },
  ...{ startedAt: 1000, completedAt: 2500.4, lastError: '=HYPERLINK("http://x"), "no"\nsecond line', attempts: 3 },
});
const other = sampleInstance({ instanceId: 'order-2', name: 'Order', appId: 'shop', status: 'pending', createdAt: 0 });

describe('CSV', () => {
  test('has the names of its columns once, a line for each instance, and no formula', async () => {
    const response = exportResponse(pagesOf([one], [], [other]), 'csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="executions.csv"');
    const [head, ...lines] = (await response.text()).split('\r\n');
    expect(head).toMatch(/^status,workflow,version,instanceId,appId,createdAt,startedAt,completedAt,durationMs,/);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('failed,Order,,order-1,shop,1970-01-01T00:00:00.000Z,1970-01-01T00:00:01.000Z,');
    expect(lines[0]).toContain(`,1500,,,3,"'=HYPERLINK(""http://x""), ""no""\nsecond line","{""region"":""eu""}"`);
    expect(lines[1]).toContain('pending,Order,,order-2');
  });

  test('of nothing is the names of its columns', async () => {
    expect((await exportResponse(pagesOf([]), 'csv').text()).split('\r\n')).toHaveLength(2);
  });
});

test('NDJSON has an object on each line, with all that a list row has', async () => {
  const response = exportResponse(pagesOf([one], [other]), 'ndjson');
  const lines = (await response.text()).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([one, other]);
});

test('a page that cannot be read breaks the download', async () => {
  const pages = (async function* () {
    yield [one];
    throw new Error('the store is gone');
  })();
  await expect(exportResponse(pages, 'ndjson').text()).rejects.toThrow('the store is gone');
});

test('a download that is given up reads no further', async () => {
  let read = 0;
  let isLeft = false;
  const pages = (async function* () {
    try {
      for (; read < 1000; read += 1) yield [one];
    } finally {
      isLeft = true;
    }
  })();
  const reader = exportResponse(pages, 'ndjson').body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect(read).toBeLessThan(5);
  expect(isLeft).toBe(true);
});
