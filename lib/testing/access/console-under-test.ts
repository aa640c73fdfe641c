import { once as nodeOnce } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lazyStore } from '@/lib/bootstrap/console/lazy-store';
import { once } from '@/lib/bootstrap/console/once';
import { readSettings } from '@/lib/bootstrap/env';
import type { Actor, Caller } from '@/lib/domain/actor';
import type { InstanceRef } from '@/lib/domain/instance';
import { createRevealMemory } from '@/lib/services/access/reveal-memory';
import type { CommonContext } from '@/lib/services/bind-services';
import type { AuditDraft } from '@/lib/store/audit-log';
import type { ConsoleStore } from '@/lib/store/console-store';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { fakeProjects } from '../fake-projects';
import { fakeTargets } from '../fake-targets';
import { sampleModels } from '../composer/sample-models';
import { fakeControl } from '../fake-control';
import { anInstanceRecord, aPurge, aSave, aScheduledTask, aStep, NO_PAYLOAD, refOf, T0 } from '../store-builders';

/** What must not be read by those who do not see payloads. */
export const PAYLOAD_MARK = 'payload-mark';

export type Kept = InstanceRef & { readonly name: string };

export type ConsoleUnderTest = {
  /** Every instance of the store. */
  readonly instances: readonly Kept[];
  /** What was purged, which the stream of changes tells. */
  readonly purged: InstanceRef;
  /** What its use cases stand on. */
  readonly context: CommonContext;
  /** The store, but that rows of the audit log go elsewhere; those that come with a change cannot be written. */
  storeWith(appendAudit: ConsoleStore['appendAudit']): ConsoleStore;
  /** What the engine was asked, in the order of asking. */
  readonly asked: unknown[][];
  /** Whom the requests from now on come from. */
  actAs(actor: Actor): void;
  /** Resolves when a stream of changes that was opened since then has told all that there is. */
  untilIdle(): Promise<void>;
  close(): Promise<void>;
};

/** App IDs, names and ids of which none is part of another, so that an answer tells which of them it has. */
const KINDS = [
  { appId: 'shop', name: 'SellBook' },
  { appId: 'shop', name: 'ShipParcel' },
  { appId: 'bank', name: 'PayBill' },
];

/**
 * Puts a console with a small store and an engine that writes down what it is asked under the routes of this process, which
 * take their console from `once`.
 */
export async function serveRoutes(env: Readonly<Record<string, string>> = {}): Promise<ConsoleUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'perdure-access-'));
  const path = join(folder, 'perdure.db');
  const runtime = await openSqliteRuntimeStore({ path });
  const saves = KINDS.flatMap((kind, row) => [1, 2].map((column) => aFilledInstance(row * 2 + column, kind)));
  const gone = aSave(anInstanceRecord({ key: 90, appId: 'bank', name: 'PayBill', instanceId: 'gone-90' }));
  await runtime.commit([[...saves, gone]]);
  await runtime.commit([[aPurge(gone)]]);
  const store = await openSqliteConsoleStore({ path });
  const asked: unknown[][] = [];
  let idle = Promise.withResolvers<void>();
  Object.assign(store, {
    waitForChange: async (_: number, signal: AbortSignal) => {
      idle.resolve();
      if (!signal.aborted) await nodeOnce(signal, 'abort');
    },
  });
  let actor: Actor | undefined;
  once('settings', () => readSettings({ PERDURE_DATA_DIR: folder, ...env }, folder));
  once('callerOf', () => async (): Promise<Caller> => {
    if (actor === undefined) throw new Error('nobody acts yet');
    return { actor, address: '192.0.2.1' };
  });
  const context: CommonContext = {
    ...{ store, control: fakeControl(asked), now: () => T0 + 60_000 },
    ...{ onBulkChange: () => undefined, projects: fakeProjects, targetBook: fakeTargets },
    onBulkChange: () => undefined,
    languageModel: () => ({
      place: { host: 'model.example', name: 'm' },
      ask: async () => JSON.stringify(sampleModels['chain']),
      admit: async () => undefined,
    }),
    reveals: createRevealMemory(() => T0),
    ...{ mainAppId: 'shop', servedApps: ['shop', 'bank'], runtimeAddress: '127.0.0.1:1', storeName: 'test.db' },
    settings: ['shop', 'bank'].map((appId) => ({ title: `App ${appId}`, appId, settings: [] })),
    versions: { perdure: '0', node: '24' },
  };
  once('context', () => context);
  return {
    instances: saves.map((save) => ({ ...refOf(save), name: save.record.name })),
    purged: refOf(gone),
    context,
    storeWith: (appendAudit) => ({ ...lazyStore(async () => store), appendAudit, ...changesWithoutLog(store) }),
    asked,
    actAs: (next) => {
      actor = next;
      idle = Promise.withResolvers();
    },
    untilIdle: () => idle.promise,
    async close() {
      await store.close();
      await runtime.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The database refuses an entry whose time is no number. */
function changesWithoutLog(store: ConsoleStore): Partial<ConsoleStore> {
  const broken = (entry: AuditDraft | undefined) => entry && { ...entry, at: Number.NaN };
  return {
    saveView: (view, entry) => store.saveView(view, broken(entry)),
    deleteView: (id, entry) => store.deleteView(id, broken(entry)),
    addToken: (token, entry) => store.addToken(token, broken(entry)),
    endSessions: (of, entry) => store.endSessions(of, broken(entry)),
    revokeToken: (id, at, entry) => store.revokeToken(id, at, broken(entry)),
  };
}

function aFilledInstance(key: number, { appId, name }: { readonly appId: string; readonly name: string }) {
  const mark = `{"mark":"${PAYLOAD_MARK}"}`;
  return aSave(anInstanceRecord({ key, appId, name, instanceId: `id-${name}-${key}`, status: 'failed' }), {
    payload: { ...NO_PAYLOAD, input: mark, output: mark, customStatus: mark },
    history: { append: [aScheduledTask(0, { input: mark })] },
    steps: { put: [aStep()] },
  });
}
