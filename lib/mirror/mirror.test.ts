import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { expectSoundStore } from '@/lib/testing/expect-sound-store';
import { inLayout } from '@/lib/testing/dapr/filled-stores';
import { daprRows, withHistoryLength } from '@/lib/testing/dapr/instance-rows';
import { aMirroredStore, type MirroredStore } from '@/lib/testing/dapr/mirrored-store';
import { RECORDED_RUNS, RERUN } from '@/lib/testing/dapr/recorded-runs';
import { readRecordedStore, type RecordedRow } from '@/lib/testing/dapr/recorded-store';

const recorded = readRecordedStore('sqlite');
/** A minute after the rows that tests write at second 100. */
const LATER = 160_000;
const ref = (instanceId: string) => ({ appId: 'shop', instanceId });
const rowsOf = (id: string): readonly RecordedRow[] => recorded.rows.filter(({ key }) => key.includes(`||${id}||`));

describe('a mirror of what real daprd wrote', () => {
  test('has every run with the status and history that the engine tells, and is sound', async () => {
    const { source, store, path, newMirror } = await aMirroredStore();
    await source.write(recorded.rows, 100);
    const pass = await newMirror(LATER).mirrorChanges({});
    expect(pass).toMatchObject({ read: recorded.answers.length, written: recorded.answers.length, flawed: [] });
    for (const { id, status } of [...RECORDED_RUNS, RERUN]) {
      expect((await store.load(ref(id)))?.record).toMatchObject({ instanceId: id, status });
    }
    for (const { instanceId, history } of recorded.answers) {
      expect((await store.load(ref(instanceId)))?.history).toHaveLength(history.length);
    }
    await expectSoundStore(path);
  });

  test('says what runs wait for, who created them, and what they were rerun from', async () => {
    const { source, store, newMirror } = await aMirroredStore();
    await source.write(recorded.rows, 100);
    await newMirror(LATER).mirrorChanges({});
    expect((await store.load(ref('asleep')))?.record.waitingOn.nextTimerAt).toBeGreaterThan(0);
    expect((await store.load(ref('halfway')))?.payload.customStatus).toBe('halfway');
    expect((await store.load(ref('rerun')))?.record.rerunOf).toBe('chain');
    expect((await store.load(ref('parent:0001')))?.record.parent).toEqual(ref('parent'));
    expect((await store.load(ref('generations')))?.record.generation).toBe(4);
    const retried = await store.load(ref('retries-used-up'));
    expect(retried?.steps.map(({ status }) => status)).toContain('failed');
    expect(retried?.record.lastError).toContain('flaky');
  });
});

describe('passes', () => {
  test('one after the other write nothing twice, also after a restart', async () => {
    const { source, newMirror } = await aMirroredStore();
    await source.write(recorded.rows, 100);
    const mirror = newMirror(LATER);
    const first = await mirror.mirrorChanges({});
    expect(await mirror.mirrorChanges(first.position)).toMatchObject({ read: 0, written: 0 });
    expect(await newMirror(LATER).mirrorChanges(first.position)).toMatchObject({ written: 0 });
    expect(await newMirror(LATER).mirrorAll({})).toMatchObject({
      read: recorded.answers.length,
      written: 0,
      purged: 0,
    });
  });

  test('take up what changed meanwhile: a run that grew, one that is new, and a new run on an old id', async () => {
    const { source, store, path, newMirror } = await aMirroredStore();
    const mirror = newMirror(LATER);
    await source.write(cutTo(rowsOf('chain'), 5), 100);
    await source.write(rowsOf('asleep'), 100);
    const first = await mirror.mirrorChanges({});
    expect((await store.load(ref('chain')))?.record).toMatchObject({ status: 'running', historyLength: 5 });
    await expectSoundStore(path);
    await source.write(rowsOf('chain'), 120);
    await source.write(rowsOf('broken'), 120);
    await source.write(asRunOf('asleep', rowsOf('slept')), 120);
    const second = await mirror.mirrorChanges(first.position);
    expect(second).toMatchObject({ read: 3, written: 3 });
    expect((await store.load(ref('chain')))?.record).toMatchObject({ status: 'completed', historyLength: 12 });
    expect((await store.load(ref('asleep')))?.record).toMatchObject({ status: 'completed' });
    await expectSoundStore(path);
  });

  test('keep the time of creation over continue-as-new, and the steps of the generations that were seen', async () => {
    const { source, store, path, newMirror } = await aMirroredStore();
    const mirror = newMirror(LATER);
    await source.write(generationRows(2, 50_000), 100);
    const first = await mirror.mirrorChanges({});
    await source.write(generationRows(4, 90_000), 120);
    await mirror.mirrorChanges(first.position);
    const { record, steps } = (await store.load(ref('order-1'))) ?? {};
    expect(record).toMatchObject({ generation: 4, createdAt: 50_001, status: 'running', historyLength: 3 });
    expect(steps?.map(({ generation, status }) => [generation, status])).toEqual([
      ...[
        [2, 'canceled'],
        [4, 'scheduled'],
      ],
    ]);
    await expectSoundStore(path);
    // A client starts before the first turn: another run on this id, though daprd counts on.
    await source.write(generationRows(5, 95_000, -1), 140);
    await newMirror(LATER * 2).mirrorAll({});
    expect((await store.load(ref('order-1')))?.record).toMatchObject({ generation: 1, createdAt: 94_999 });
    await expectSoundStore(path);
  });

  test('step by step come to the same as one pass at the end', async () => {
    const whole = await aMirroredStore();
    const steps = await aMirroredStore();
    await whole.source.write(recorded.rows, 100);
    await whole.newMirror(LATER).mirrorAll({});
    const longest = Math.max(...recorded.answers.map(({ history }) => history.length));
    for (let length = 2; length <= longest; length += 1) {
      for (const { instanceId } of recorded.answers) await steps.source.write(cutTo(rowsOf(instanceId), length), 100);
      await steps.newMirror(LATER).mirrorAll({});
    }
    for (const { instanceId } of recorded.answers) {
      expect(withoutKey(await steps.store.load(ref(instanceId)))).toEqual(
        withoutKey(await whole.store.load(ref(instanceId))),
      );
    }
    await expectSoundStore(steps.path);
  });

  test('over all instances purge what the cluster has no more', async () => {
    const { source, store, path, newMirror } = await aMirroredStore();
    await source.write(recorded.rows, 100);
    const mirror = newMirror(LATER);
    await mirror.mirrorAll({});
    await source.erase(rowsOf('chain').map(({ key }) => key));
    expect(await mirror.mirrorAll({})).toMatchObject({ purged: 1, written: 0 });
    expect(await store.load(ref('chain'))).toBeUndefined();
    await expectSoundStore(path);
  });

  test('asked about some purge those that are gone, with the children that went with them, and nothing else', async () => {
    const { source, store, path, newMirror } = await aMirroredStore();
    await source.write(recorded.rows, 100);
    const mirror = newMirror(LATER);
    const { position } = await mirror.mirrorAll({ changes: 'here' });
    const goneRows = ['chain', 'parent', 'parent:0001'].flatMap(rowsOf);
    await source.erase(goneRows.map(({ key }) => key));
    const pass = await mirror.purgeGone([ref('parent'), ref('fan-out'), ref('nobody')], position);
    expect(pass).toEqual({ position: { changes: 'here' }, read: 0, written: 0, purged: 2, flawed: [] });
    expect(await store.load(ref('parent:0001'))).toBeUndefined();
    // It is gone too, but nobody asked about it.
    expect(await store.load(ref('chain'))).toBeDefined();
    expect(await store.load(ref('fan-out'))).toBeDefined();
    await expectSoundStore(path);
  });

  test('tell of damaged instances, and mirror what can be read of them and all others', async () => {
    const { source, store, path, newMirror } = await aMirroredStore();
    await source.write(recorded.rows, 100);
    const [broken] = rowsOf('chain').filter(({ key }) => key.endsWith('history-000003'));
    if (broken === undefined) throw new Error('no such row');
    await source.write([inLayout('sqlite', { key: broken.key, value: Uint8Array.of(0xff) })], 100);
    const { flawed, written } = await newMirror(LATER).mirrorChanges({});
    expect(flawed).toMatchObject([{ ...ref('chain'), flaws: [{ key: 'history-000003' }] }]);
    expect(written).toBe(recorded.answers.length);
    expect((await store.load(ref('chain')))?.history).toHaveLength(11);
    expect((await store.load(ref('chain')))?.record.flaws).toEqual(flawed[0]?.flaws);
    await expectSoundStore(path);
  });

  test('show an instance of which nothing can be read, and forget what was wrong once it is not', async () => {
    const { source, store, path, newMirror } = await aMirroredStore();
    const damage = rowsOf('chain').map(({ key }) => inLayout('sqlite', { key, value: Uint8Array.of(0xff, 0xff) }));
    await source.write(damage, 100);
    expect(await newMirror(LATER).mirrorAll({})).toMatchObject({ written: 1 });
    const record = (await store.load(ref('chain')))?.record;
    expect(record).toMatchObject({ name: '', status: 'pending', createdAt: LATER });
    expect(record?.flaws?.map(({ key }) => key)).toEqual(expect.arrayContaining(['metadata', 'history']));
    expect(await newMirror(LATER + 1).mirrorAll({})).toMatchObject({ written: 0 });
    await expectSoundStore(path);
    await source.write(rowsOf('chain'), 120);
    await newMirror(LATER + 2).mirrorAll({});
    expect((await store.load(ref('chain')))?.record).toMatchObject({ status: 'completed', flaws: undefined });
    await expectSoundStore(path);
  });

  test('show an instance that the store of Perdure does not take, without its rows', async () => {
    const { source, store, path, newMirror } = await aMirroredStore();
    await source.write(recorded.rows, 100);
    const { commit } = store;
    const refusing: typeof commit = async (changes) => {
      const isRefused = ([write]: (typeof changes)[number]) =>
        write?.kind === 'save' && write.record.instanceId === 'chain' && write.history.append.length > 0;
      if (changes.some(isRefused)) throw new Error('too much');
      return commit.call(store, changes);
    };
    store.commit = refusing;
    const { flawed } = await newMirror(LATER).mirrorAll({});
    expect(flawed).toEqual([{ ...ref('chain'), flaws: [{ key: 'the whole instance', what: 'too much' }] }]);
    expect((await store.load(ref('chain')))?.record.flaws?.[0]?.what).toBe('too much');
    expect((await store.load(ref('broken')))?.record.flaws).toBeUndefined();
    await expectSoundStore(path);
  });
});

/** A run that waits for an activity in its first turn, whose start was `delay` milliseconds after the turn. */
function generationRows(generation: number, at: number, delay = 1): readonly RecordedRow[] {
  const history: readonly HistoryEvent[] = [
    { kind: 'workflow-started', eventId: -1, at },
    {
      ...{ kind: 'execution-started', name: 'Counter', instanceId: 'order-1', executionId: `e${generation}`, tags: {} },
      ...{ eventId: -1, at: at + delay },
    },
    { kind: 'task-scheduled', name: 'AddOne', taskExecutionId: `t${generation}`, eventId: 1, at: at + 2 },
  ];
  return daprRows({ history, metadata: { generation } }).map((row) => inLayout('sqlite', row));
}

/** The rows of a run when its history had this length at most, and nothing waited for it. */
function cutTo(rows: readonly RecordedRow[], length: number): readonly RecordedRow[] {
  const whole = rows.filter(({ key }) => /\|\|history-\d+$/.test(key)).length;
  if (whole <= length) return rows;
  const kept = rows.filter(({ key }) => !/\|\|history-\d+$/.test(key) || Number(key.slice(-6)) < length);
  return kept.map((row) =>
    row.key.endsWith('||metadata') ? { ...row, text: withHistoryLength(row.text ?? '', length) } : row,
  );
}

function asRunOf(id: string, rows: readonly RecordedRow[]): readonly RecordedRow[] {
  return rows.map((row) => ({ ...row, key: row.key.replace(/\|\|[^|]+\|\|([^|]+)$/, `||${id}||$1`) }));
}

function withoutKey(stored: Awaited<ReturnType<MirroredStore['store']['load']>>): object | undefined {
  return stored && { ...stored, record: { ...stored.record, key: 0 } };
}
