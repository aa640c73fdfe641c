import { expect, test } from 'vitest';
import { readHistory } from '@/e2e/conformance/history';
import { statusName } from '@/e2e/conformance/status';
import type { TaskHub } from '@/e2e/conformance/task-hub';
import type { Composed } from '@/lib/testing/composer/execution/project';
import { historiesFrom } from '@/lib/testing/composer/execution/instances';
import { whyNotMoving } from '@/lib/testing/why-not-moving';
import type { ComposedRun } from './composed-run';

const KITCHEN = 'kitchen';
const DRIVER = 'driver';
const PATIENCE = { deadlineMs: 60_000 };

/** The activities of the lane Driver. */
const OF_DRIVER = new Set([
  ...['DecideIsItFar', 'WalkToGuest', 'FetchBox', 'StowBox', 'DriveToGuest', 'ThrowPizzaAway'],
]);

export type LaneApps = {
  readonly language: string;
  readonly project: Composed;
  readonly running: () => ComposedRun;
};

/** Tests that an activity runs in the app of its lane: with all workers there, and with one that comes later. */
export function testLaneApps({ language, project, running }: LaneApps): void {
  test(
    `${language}: each lane of ${project.appId} is an app that does its activities, also one that comes later`,
    {
      timeout: 300_000,
    },
    async () => {
      const run = running();
      expect(await run.run(project, { plays: 3 })).toEqual([]);
      const [workflow = ''] = project.program.workflows.map(({ name }) => name);
      const hub = run.hubOf(project);
      const kitchen = await run.startWorker(project, KITCHEN);
      try {
        await hub.start({ instanceId: 'early', name: workflow, input: '{}' });
        await untilScheduled(hub, 'early', DRIVER);
        const ref = { appId: KITCHEN, instanceId: 'early' };
        expect(await whyNotMoving(run.dataDir, ref)).toEqual([
          expect.stringMatching(/^Activity DecideIsItFar of app driver has no result for /),
        ]);
        const driver = await run.startWorker(project, DRIVER);
        try {
          expect(statusName((await hub.untilEnded('early', PATIENCE)).workflowStatus)).toBe('COMPLETED');
        } finally {
          await driver.stop('SIGKILL');
        }
        for (const id of ['early', `${workflow}-0`, `${workflow}-1`, `${workflow}-2`]) await expectInLanes(hub, id);
      } finally {
        hub.close();
        await kitchen.stop('SIGKILL');
      }
    },
  );
}

/** Waits until an instance has asked an app for something. */
async function untilScheduled(hub: TaskHub, instanceId: string, app: string): Promise<void> {
  for (;;) {
    const asked = (await readHistory(hub, instanceId)).of('taskScheduled');
    if (asked.some(({ router }) => router?.targetAppID === app)) return;
  }
}

/** Every activity of a run and its children was asked of the app of its lane; what has none in the diagram, of the kitchen. */
async function expectInLanes(hub: TaskHub, instanceId: string): Promise<void> {
  const histories = await historiesFrom(instanceId, (id) => hub.history(id));
  const asked = [...histories.values()].flatMap((history) =>
    history.flatMap((event) => (event.kind === 'task-scheduled' ? [event] : [])),
  );
  const places = asked.map(({ name, router }) => `${name} in ${router?.targetAppId ?? KITCHEN}`);
  expect(places).toEqual(asked.map(({ name }) => `${name} in ${OF_DRIVER.has(name) ? DRIVER : KITCHEN}`));
  expect(places).toContain('DecideIsItFar in driver');
}
