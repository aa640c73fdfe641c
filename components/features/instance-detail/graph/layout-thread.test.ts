import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from '@/lib/graph/build-graph';
import { layoutGraph, layoutShape, shapeOf } from '@/lib/graph/layout-graph';
import type { Layout } from '@/lib/graph/place-boxes';
import { historyArbitrary } from '@/lib/testing/history-generator';
import { LayoutThread, type LayoutQuestion, type Thread } from './layout-thread';

/** Does what the worker does, with copies as between threads, when it is told to. */
function slowThread() {
  const waiting: LayoutQuestion[] = [];
  const thread: Thread = {
    onmessage: null,
    postMessage: (question: unknown) => void waiting.push(structuredClone(question) as LayoutQuestion),
    terminate: () => undefined,
  };
  const work = () => {
    const question = waiting.shift();
    if (question === undefined) return false;
    const { shape, direction, earlier } = question;
    const data = structuredClone(layoutShape(shape, direction, earlier));
    thread.onmessage?.(new MessageEvent('message', { data }));
    return true;
  };
  return { thread, work, waiting };
}

test('a thread places every node as this one would, live graphs too', () => {
  fc.assert(
    fc.property(historyArbitrary, fc.constantFrom('down', 'right'), fc.nat(), (entries, direction, cut) => {
      const graphs = [entries.slice(0, cut % (entries.length + 1)), entries].map((some) =>
        buildGraph(some, { appId: 'orders' }),
      );
      const { thread, work } = slowThread();
      const layouts = new LayoutThread(thread);
      let [here, there]: (Layout | undefined)[] = [undefined, undefined];
      for (const graph of graphs) {
        here = layoutGraph(graph, direction, here);
        const question = { shape: shapeOf(graph), direction: direction, earlier: there };
        layouts.layOut(question, (layout) => (there = layout));
        expect(work()).toBe(true);
      }
      expect(there).toEqual(here);
    }),
    { numRuns: 40 },
  );
});

test('of what is asked for meanwhile only the newest is laid out', () => {
  const { thread, work, waiting } = slowThread();
  const layouts = new LayoutThread(thread);
  const seen: number[] = [];
  const ask = (count: number) => {
    const boxes = Array.from({ length: count }, (_, id) => ({ id: `${id}`, width: 1, height: 1 }));
    const question = { shape: { boxes, lines: [] }, direction: 'down', earlier: undefined } as const;
    layouts.layOut(question, ({ size }) => seen.push(size));
  };
  for (const count of [1, 2, 3]) ask(count);
  expect(waiting).toHaveLength(1);
  while (work());
  expect(seen).toEqual([1, 3]);
  ask(4);
  while (work());
  expect(seen).toEqual([1, 3, 4]);
});
