import { describe, expect, test } from 'vitest';
import { decodeHistoryEvent } from '@/lib/protocol/convert/history-event';
import { RECORDED_RUNS, RERUN } from '@/lib/testing/dapr/recorded-runs';
import { readRecordedStore, storedValue } from '@/lib/testing/dapr/recorded-store';
import { toldByEngine } from '@/lib/testing/dapr/told-by-engine';
import type { DaprInstance } from './dapr-instance';
import { describeInstance, type InstanceDescription } from './describe-instance';
import { readInstance } from './read-instance';
import { parseStateKey } from './state-key';
import { LAYOUTS, unwrapValue, type Layout } from './stored-value';

type Recorded = {
  readonly instances: ReadonlyMap<string, DaprInstance>;
  readonly told: ReadonlyMap<string, InstanceDescription>;
};

function readAll(layout: Layout): Recorded {
  const { rows, appId, namespace } = readRecordedStore(layout);
  const ids = new Set(rows.flatMap(({ key }) => parseStateKey(key)?.instanceId ?? []));
  const instances = [...ids].map((instanceId): [string, DaprInstance] => {
    const own = rows.filter(({ key }) => parseStateKey(key)?.instanceId === instanceId);
    const unwrapped = own.map((row) => unwrapValue(layout, storedValue(row)));
    return [instanceId, readInstance({ appId, namespace, instanceId }, unwrapped)];
  });
  return {
    instances: new Map(instances),
    told: new Map(instances.map(([id, instance]) => [id, describeInstance(instance)])),
  };
}

describe.each(LAYOUTS)('a real store of daprd, laid out as %s', (layout) => {
  const { answers, versions } = readRecordedStore(layout);
  const { instances, told } = readAll(layout);

  test('says which versions it was made with', () => {
    expect(versions).toMatchObject({ dapr: '1.18.1', 'durabletask-go': '0.12.1', sdk: '@dapr/dapr 3.18.0' });
  });

  test('has every instance that the engine lists, and no flaw', () => {
    expect([...instances.keys()].sort()).toEqual(answers.map(({ instanceId }) => instanceId));
    expect([...instances.values()].flatMap(({ flaws }) => flaws)).toEqual([]);
  });

  test.each(answers)('$instanceId is what the engine says it is', ({ instanceId, state, history }) => {
    expect(told.get(instanceId)).toMatchObject(toldByEngine(state));
    const events = history.map((base64) => decodeHistoryEvent(Buffer.from(base64, 'base64')));
    expect(instances.get(instanceId)?.history).toEqual(events);
  });

  test('shows every run in the status in which it stays', () => {
    const wanted = Object.fromEntries([...RECORDED_RUNS, RERUN].map(({ id, status }) => [id, status]));
    const found = Object.fromEntries(Object.keys(wanted).map((id) => [id, told.get(id)?.status]));
    expect(found).toEqual(wanted);
  });

  test('tells what the engine leaves out: a pending run, parent and child, the origin of a rerun, generations', () => {
    expect(told.get('planned')).toMatchObject({ name: 'Chain', input: '1', status: 'pending' });
    expect(told.get('planned')?.scheduledStartAt).toBeGreaterThan(told.get('planned')?.createdAt ?? Infinity);
    const [child] = told.get('parent')?.spawned ?? [];
    expect(child).toMatchObject({ appId: 'shop', name: 'Chain', isDetached: false });
    expect(told.get(child?.instanceId ?? '')?.parent).toMatchObject({ appId: 'shop', instanceId: 'parent' });
    expect(told.get('rerun')?.rerunOf).toBe('chain');
    expect([told.get('chain')?.generation, told.get('generations')?.generation]).toEqual([1, 4]);
  });

  test('tells what each run waits for', () => {
    const open = (id: string): readonly number[] | undefined => {
      const steps = told.get(id)?.open;
      return steps && [steps.tasks.size, steps.timers.size, steps.children.size];
    };
    expect([open('asleep'), open('awaits-event'), open('one_event'), open('chain')]).toEqual([
      ...[
        [0, 1, 0],
        [0, 1, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ]);
    expect(told.get('halfway')?.customStatus).toBe('halfway');
  });
});
