import { encodeHistoryEvent } from '@/lib/protocol/convert/history-event';
import { WorkflowRequest, WorkItem as WireWorkItem } from '@/lib/protocol/generated/work';
import type { WorkItem } from '@/lib/runtime/runtime-port';
import { workItemToWire } from './work-item-to-wire';

/** Tags of length-delimited fields: number, then wire type 2. */
const WORKFLOW_REQUEST = (1 << 3) | 2;
const PAST_EVENTS = (3 << 3) | 2;
const NEW_EVENTS = (4 << 3) | 2;

const NOTHING = { instanceId: '', pastEvents: [], newEvents: [], requiresHistoryStreaming: false };

/**
 * The message of a work item, byte for byte what the generated encoder makes of it. The events of a turn are not encoded
 * again: their stored bytes are copied, so that a long history costs little more than the bytes it has.
 */
export function encodeWorkItem(item: WorkItem): Buffer {
  const wire = workItemToWire(item);
  if (item.kind !== 'turn' || wire.request?.$case !== 'workflowRequest') {
    return asBuffer(WireWorkItem.encode(wire).finish());
  }
  const { instanceId, executionId, ...rest } = wire.request.value;
  const before = WorkflowRequest.encode({ ...NOTHING, instanceId, executionId }).finish();
  const after = WorkflowRequest.encode({ ...rest, instanceId: '' }).finish();
  const behind = WireWorkItem.encode({ completionToken: wire.completionToken, request: undefined }).finish();
  const past = item.past.map(encodeHistoryEvent);
  const fresh = item.fresh.map(encodeHistoryEvent);
  const length = before.length + fieldsLength(past) + fieldsLength(fresh) + after.length;

  const out = new Bytes(1 + varintLength(length) + length + behind.length);
  out.tagged(WORKFLOW_REQUEST, length);
  out.copy(before);
  out.fields(PAST_EVENTS, past);
  out.fields(NEW_EVENTS, fresh);
  out.copy(after);
  out.copy(behind);
  return out.buffer;
}

/** A buffer that is filled from the front. */
class Bytes {
  readonly buffer: Buffer;
  #at = 0;

  constructor(length: number) {
    this.buffer = Buffer.allocUnsafe(length);
  }

  fields(tag: number, contents: readonly Uint8Array[]): void {
    for (const content of contents) {
      this.tagged(tag, content.length);
      this.copy(content);
    }
  }

  /** A one-byte tag and the length of what follows it. */
  tagged(tag: number, length: number): void {
    this.buffer[this.#at++] = tag;
    let rest = length;
    for (; rest > 0x7f; rest >>>= 7) this.buffer[this.#at++] = (rest & 0x7f) | 0x80;
    this.buffer[this.#at++] = rest;
  }

  copy(content: Uint8Array): void {
    this.buffer.set(content, this.#at);
    this.#at += content.length;
  }
}

function fieldsLength(contents: readonly Uint8Array[]): number {
  return contents.reduce((sum, { length }) => sum + 1 + varintLength(length) + length, 0);
}

function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 0x7f; rest >>>= 7) length += 1;
  return length;
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
