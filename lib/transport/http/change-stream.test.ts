import { describe, expect, test, vi } from 'vitest';
import { changeStream } from './change-stream';
import { formatReady, formatSse, lastEventId } from './sse';

type Feed = { revision: number; changed: string[] };

describe('what is written', () => {
  test('a message has event, id and one line of JSON', () => {
    const text = formatSse({ event: 'changes', id: 7, data: { note: 'two\nlines' } });
    expect(text).toBe('event: changes\nid: 7\ndata: {"note":"two\\nlines"}\n\n');
  });

  test('the stream starts with the revision and how soon to come back', () => {
    expect(formatReady(3)).toBe('retry: 1000\nevent: ready\nid: 3\ndata: {"revision":3}\n\n');
  });

  test.each([
    ['42', 42],
    ['', undefined],
    ['-1', undefined],
    ['x', undefined],
  ])('Last-Event-ID %j is revision %s', (text, revision) => {
    expect(lastEventId(new Headers(text === '' ? {} : { 'last-event-id': text }))).toBe(revision);
  });
});

describe('changeStream', () => {
  test('sends ready, then each change, then ends with its source', async () => {
    const { response, asked } = setup([
      { revision: 4, changed: ['a'] },
      { revision: 6, changed: ['b'] },
    ]);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(await response.text()).toBe(
      formatReady(3) +
        'event: changes\nid: 4\ndata: {"revision":4,"changed":["a"]}\n\n' +
        'event: changes\nid: 6\ndata: {"revision":6,"changed":["b"]}\n\n',
    );
    expect(asked).toEqual([3]);
  });

  test('stops its source when the browser leaves', async () => {
    const { response, stopped } = setup([], { idle: true });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await stopped;
  });

  test('stops its source and ends when the request is aborted', async () => {
    const leaving = new AbortController();
    const { response, stopped } = setup([], { idle: true, signal: leaving.signal });
    const text = response.text();
    leaving.abort();
    await stopped;
    expect(await text).toBe(formatReady(3));
  });

  test('a source that fails ends the stream and is logged', async () => {
    const { response, errors } = setup([], { failure: new Error('store gone') });
    expect(await response.text()).toBe(formatReady(3));
    expect(errors).toEqual([{ err: expect.objectContaining({ message: 'store gone' }) }]);
  });

  test('shows that it lives while nothing changes', async () => {
    vi.useFakeTimers();
    try {
      const { response } = setup([], { idle: true });
      const reader = response.body?.getReader();
      await reader?.read();
      await vi.advanceTimersByTimeAsync(15_000);
      expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^: .*\n\n$/);
      await reader?.cancel();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a browser that signed in has to come back after fifteen minutes', async () => {
    vi.useFakeTimers();
    try {
      const { response, stopped } = setup([], { idle: true, cookie: 'perdure_session=x' });
      const text = response.text();
      await vi.advanceTimersByTimeAsync(15 * 60_000);
      await stopped;
      expect(await text).toContain('event: ready');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

function setup(
  feeds: Feed[],
  options: { idle?: boolean; failure?: Error; signal?: AbortSignal; cookie?: string } = {},
) {
  const asked: number[] = [];
  const errors: object[] = [];
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const request = new Request('http://localhost/x', {
    ...(options.signal !== undefined && { signal: options.signal }),
    ...(options.cookie !== undefined && { headers: { cookie: options.cookie } }),
  });
  const response = changeStream({
    request,
    revision: 3,
    log: { info: () => undefined, error: (fields) => void errors.push(fields) },
    async *watch({ after, signal }) {
      asked.push(after);
      yield* feeds;
      if (options.failure !== undefined) throw options.failure;
      if (options.idle !== true) return;
      if (!signal.aborted) await new Promise((done) => signal.addEventListener('abort', done, { once: true }));
      resolve();
    },
  });
  return { response, asked, errors, stopped };
}
