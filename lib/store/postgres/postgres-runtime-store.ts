import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import { fromEventBytes, fromPropagatedBytes } from '../rows/event-bytes';
import { fromInboxRow, type InboxRow } from '../rows/inbox-row';
import { toInstanceRecord, type InstanceRow } from '../rows/instance-row';
import { toInstancePayload, type PayloadRow } from '../rows/payload-row';
import { toStep, type StepRow } from '../rows/step-row';
import type {
  ChangeSet,
  CreatedRun,
  CreationSpan,
  EndedKind,
  EndedRun,
  InstanceKind,
  RuntimeStore,
  StatePlace,
  StateValue,
  StoredInstance,
} from '../runtime-store';
import type { Reader } from './reader';
import type { Writer } from './writer';

type Bytes = { readonly bytes: Uint8Array };

export type RuntimeStoreParts = {
  readonly writer: Writer;
  readonly reader: Reader;
  /** The newest row key that was ever stored. */
  readonly newestKey: number;
  readonly close: () => Promise<void>;
};

/** The runtime's store over PostgreSQL: one connection writes, another one reads. */
export class PostgresRuntimeStore implements RuntimeStore {
  readonly #parts: RuntimeStoreParts;
  #newestKey: number;

  constructor(parts: RuntimeStoreParts) {
    this.#parts = parts;
    this.#newestKey = parts.newestKey;
  }

  async commit(changes: readonly ChangeSet[]): Promise<void> {
    const writes = changes.flat();
    if (writes.length > 0) await this.#parts.writer.commit(writes);
  }

  async load(ref: InstanceRef): Promise<StoredInstance | undefined> {
    const found = await this.#parts.reader.load(ref.appId, ref.instanceId);
    // Safe, here and below: the columns of each statement are the fields of its row.
    const [row] = found.instance as readonly InstanceRow[];
    if (row === undefined) return undefined;
    const [propagated] = found.propagated as readonly Bytes[];
    return {
      record: toInstanceRecord(row),
      payload: toInstancePayload(found.payload[0] as PayloadRow | undefined),
      history: (found.history as readonly Bytes[]).map(({ bytes }) => fromEventBytes(bytes)),
      inbox: (found.inbox as readonly InboxRow[]).map(fromInboxRow),
      steps: (found.steps as readonly StepRow[]).map(toStep),
      propagated: propagated && fromPropagatedBytes(propagated.bytes),
    };
  }

  allocateKey(): number {
    this.#newestKey += 1;
    return this.#newestKey;
  }

  unfinishedWork(): Promise<readonly InstanceRef[]> {
    return this.#parts.reader.all('unfinished');
  }

  due(now: Instant, limit: number): Promise<readonly InstanceRef[]> {
    return this.#parts.reader.all('due', now, limit);
  }

  async nextDueAt(): Promise<Instant | undefined> {
    const [row] = await this.#parts.reader.all<{ readonly at: number | null }>('nextDue');
    return row?.at ?? undefined;
  }

  async listIds(appId: string, after: string | undefined, limit: number): Promise<readonly string[]> {
    const { reader } = this.#parts;
    const rows = await (after === undefined
      ? reader.all<{ readonly instanceId: string }>('firstIds', appId, limit)
      : reader.all<{ readonly instanceId: string }>('ids', appId, after, limit));
    return rows.map((row) => row.instanceId);
  }

  kinds(): Promise<readonly InstanceKind[]> {
    return this.#parts.reader.all('kinds');
  }

  createdWithin(kind: InstanceKind, span: CreationSpan, limit: number): Promise<readonly CreatedRun[]> {
    const { appId, name, status } = kind;
    const { from, to, after } = span;
    const start = after === undefined ? [from, -1] : [after.createdAt, after.key];
    return this.#parts.reader.all('createdWithin', appId, name, status, to, ...start, limit);
  }

  endedBy({ appId, status }: EndedKind, until: Instant, limit: number): Promise<readonly EndedRun[]> {
    return this.#parts.reader.all('endedBy', appId, status, until, limit);
  }

  async readState({ appId, store, key }: StatePlace): Promise<StateValue | undefined> {
    const [found] = await this.#parts.reader.all<StateValue>('state', appId, store, key);
    return found;
  }

  close(): Promise<void> {
    return this.#parts.close();
  }
}
