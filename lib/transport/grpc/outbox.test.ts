import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createOutbox } from './outbox';

test('writes at once while the stream takes more', () => {
  const { outbox, sink } = setup({ room: 9 });
  outbox.push('a');
  outbox.push('b');
  expect(sink.written).toEqual(['a!', 'b!']);
});

test('holds back in order until the stream has drained, again and again', () => {
  const { outbox, sink } = setup({ room: 1 });
  for (const item of ['a', 'b', 'c', 'd']) outbox.push(item);
  expect(sink.written).toEqual(['a!']);
  sink.drain(2);
  expect(sink.written).toEqual(['a!', 'b!', 'c!']);
  outbox.push('e');
  sink.drain(9);
  expect(sink.written).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
});

test('reports a stream that takes nothing for too long, and only such a one', () => {
  vi.useFakeTimers();
  const { outbox, sink, onStall } = setup({ room: 1 });
  outbox.push('a');
  vi.advanceTimersByTime(99);
  sink.drain(1);
  outbox.push('b');
  vi.advanceTimersByTime(99);
  expect(onStall).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onStall).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

test('leaves out an item that cannot be converted and goes on', () => {
  const { outbox, sink, onUnwritable } = setup({ room: 9 });
  outbox.push('bad');
  outbox.push('a');
  expect(onUnwritable).toHaveBeenCalledWith(new Error('bad'), 'bad');
  expect(sink.written).toEqual(['a!']);
});

test('writes nothing after it was closed', () => {
  const { outbox, sink } = setup({ room: 1 });
  outbox.push('a');
  outbox.push('b');
  outbox.close();
  sink.drain(9);
  outbox.push('c');
  expect(sink.written).toEqual(['a!']);
});

class Sink extends EventEmitter {
  readonly written: string[] = [];
  room = 0;

  write(item: string): boolean {
    this.written.push(item);
    this.room -= 1;
    return this.room > 0;
  }

  drain(room: number): void {
    this.room = room;
    this.emit('drain');
  }
}

function setup({ room }: { room: number }) {
  const sink = new Sink();
  sink.room = room;
  const onStall = vi.fn();
  const onUnwritable = vi.fn();
  const toWire = (item: string): string => {
    if (item === 'bad') throw new Error('bad');
    return `${item}!`;
  };
  // The outbox uses three methods of a stream; this sink has just those.
  const stream = sink as unknown as Parameters<typeof createOutbox>[0]['sink'];
  const outbox = createOutbox({ sink: stream, toWire, stallAfterMs: 100, onStall, onUnwritable });
  return { outbox, sink, onStall, onUnwritable };
}
