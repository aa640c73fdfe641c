import { Metadata, type ServerWritableStream } from '@grpc/grpc-js';
import { expect, test, vi } from 'vitest';
import type { GetWorkItemsRequest } from '@/lib/protocol/generated/work';
import type { Entrance } from '../door';
import { createFirstStreams } from '../first-streams';
import { createOpenCalls } from '../open-calls';
import { getWorkItems } from './get-work-items';

test('a stream that comes while the server stops ends well and never reaches the runtime', () => {
  const openCalls = createOpenCalls();
  openCalls.stopAll();
  const connect = vi.fn<Entrance['runtime']['connect']>();
  const entrance = { runtime: { connect } } as unknown as Entrance;
  const [end, emit] = [vi.fn(), vi.fn()];
  const call = { getPeer: () => 'worker', metadata: new Metadata(), end, emit };
  const serve = getWorkItems({ entrance, openCalls, firstStreams: createFirstStreams(), stallAfterMs: 1000 });
  serve(call as unknown as ServerWritableStream<GetWorkItemsRequest, Buffer>);
  expect(end).toHaveBeenCalledExactlyOnceWith();
  expect(emit).not.toHaveBeenCalled();
  expect(connect).not.toHaveBeenCalled();
});
