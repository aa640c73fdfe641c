import type { InstanceRef } from '@/lib/domain/instance';
import { declaredValuesOf, type DeclaredValues, type KeptPath } from '../declared-values';
import { toEventBytes, toPropagatedBytes } from '../rows/event-bytes';
import type { InstanceRow } from '../rows/instance-row';
import { toPayloadRow, type PayloadRow } from '../rows/payload-row';
import { toStepRow, type StepRow } from '../rows/step-row';
import type { InstancePayload, InstanceWrite } from '../runtime-store';
import { toInboxRow, type InboxRow } from '../rows/inbox-row';
import type { HistoryRow, Keyed, StoredInstanceState } from './commit-plan';

type Save = Extract<InstanceWrite, { kind: 'save' }>;

/** Rows of one instance in one table: those to write, and whether the stored ones go first. */
class Rows<Row> {
  readonly #byId = new Map<string, Row>();
  isCleared = false;

  clear(): void {
    this.isCleared = true;
    this.#byId.clear();
  }

  put(id: string, row: Row): void {
    this.#byId.set(id, row);
  }

  rows(): readonly Row[] {
    return [...this.#byId.values()];
  }
}

/** What one commit makes of the instance with one key. */
export class InstanceLife {
  readonly key: number;
  readonly #wasStored: boolean;
  #state: StoredInstanceState | undefined;
  #through: number | undefined;
  #added: Keyed<InboxRow>[] = [];
  #propagated: Uint8Array | 'cleared' | undefined;
  isPurged = false;
  row: InstanceRow | undefined;
  payload: Keyed<PayloadRow> | undefined;
  #payload: InstancePayload | undefined;
  history = new Rows<Keyed<HistoryRow>>();
  steps = new Rows<Keyed<StepRow>>();

  constructor(key: number, stored: StoredInstanceState | undefined) {
    this.key = key;
    this.#state = stored;
    this.#wasStored = stored !== undefined;
  }

  get isAlive(): boolean {
    return this.#state !== undefined;
  }

  get isSaved(): boolean {
    return this.row !== undefined;
  }

  get isPropagatedCleared(): boolean {
    return this.#propagated === 'cleared';
  }

  get propagated(): { readonly key: number; readonly bytes: Uint8Array } | undefined {
    return this.#propagated instanceof Uint8Array ? { key: this.key, bytes: this.#propagated } : undefined;
  }

  /** The id, when the row that is written is not in the store yet, or no more. */
  get newId(): Keyed<{ readonly instanceId: string }> | undefined {
    if (this.row === undefined || (this.#wasStored && !this.isPurged)) return undefined;
    return { key: this.key, instanceId: this.row.instanceId };
  }

  /** The instance as the writes so far left it, when it is the one that `ref` names. */
  stateOf(ref: InstanceRef): StoredInstanceState | undefined {
    const state = this.#state;
    return state?.appId === ref.appId && state.instanceId === ref.instanceId ? state : undefined;
  }

  save(write: Save, row: InstanceRow): void {
    const { record, history, inbox, steps } = write;
    const { key } = this;
    this.row = row;
    this.#state = record;
    if (write.payload !== undefined) {
      this.payload = { key, ...toPayloadRow(write.payload) };
      this.#payload = write.payload;
    }
    if (history.reset) this.history.clear();
    history.append.forEach((event, index) => {
      const { kind, eventId, at } = event;
      const sequence = history.from + index;
      this.history.put(String(sequence), { key, sequence, kind, eventId, at, bytes: toEventBytes(event) });
    });
    this.#takeFromInbox(inbox.removeThrough);
    this.#added.push(...inbox.add.map((entry) => ({ key, ...toInboxRow(entry) })));
    if (steps.reset) this.steps.clear();
    for (const step of steps.put) this.steps.put(`${step.generation} ${step.eventId}`, { key, ...toStepRow(step) });
    if (write.propagated !== undefined) {
      const given = write.propagated.history;
      this.#propagated = given === undefined ? 'cleared' : toPropagatedBytes(given);
    }
  }

  /** Everything that was written before is gone; a stored row has to be deleted. */
  purge(): void {
    this.isPurged = this.#wasStored;
    this.row = this.#state = this.payload = this.#payload = this.#propagated = this.#through = undefined;
    this.#added = [];
    this.history = new Rows();
    this.steps = new Rows();
  }

  /** What the payload that is written has at the declared paths. */
  declaredValues(paths: readonly KeptPath[]): Keyed<DeclaredValues> | undefined {
    if (this.#payload === undefined || paths.length === 0) return undefined;
    const { rows, absent } = declaredValuesOf(this.#payload, paths);
    return { key: this.key, rows, absent: this.newId === undefined ? absent : [] };
  }

  consumed(): { readonly key: number; readonly through: number } | undefined {
    return this.#through === undefined ? undefined : { key: this.key, through: this.#through };
  }

  inbox(): readonly Keyed<InboxRow>[] {
    return this.#added;
  }

  #takeFromInbox(through: number | undefined): void {
    if (through === undefined) return;
    this.#through = Math.max(this.#through ?? through, through);
    this.#added = this.#added.filter(({ seq }) => seq > through);
  }
}
