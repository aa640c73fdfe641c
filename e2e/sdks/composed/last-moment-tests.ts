import { expect, test } from 'vitest';
import { readHistory } from '@/e2e/conformance/history';
import type { TaskHub } from '@/e2e/conformance/task-hub';
import type { Composed } from '@/lib/testing/composer/execution/project';
import type { ComposedRun } from './composed-run';

const PATIENCE = { deadlineMs: 60_000 };
/** What the timers of these runs wait: in Go they are shorter than the turn in which events are looked at. */
const SECONDS = 3;

export type LastMoment = {
  readonly language: string;
  /** One with the processes of `lastMomentModels`. */
  readonly project: Composed;
  readonly running: () => ComposedRun;
};

/** Tests that an event wins against a timer that fires after it, also where another event is waited for first. */
export function testLastMoment({ language, project, running }: LastMoment): void {
  test(`${language}: an event that comes before the timer wins, whichever it is`, { timeout: 300_000 }, async () => {
    const run = running();
    const hub = run.hubOf(project);
    const worker = await run.startWorker(project, project.appId);
    try {
      const done = await Promise.all([
        activitiesAfter(hub, { workflow: 'OfferSent', event: 'OfferAccepted' }),
        activitiesAfter(hub, { workflow: 'OfferSent', event: 'OfferDeclined' }),
        activitiesAfter(hub, { workflow: 'OfferSent' }),
        activitiesAfter(hub, { workflow: 'DraftRead', event: 'DraftWithdrawn' }),
        activitiesAfter(hub, { workflow: 'DraftRead' }),
      ]);
      expect(done).toEqual([
        ['OfferDeliver'],
        ['OfferThankAnyway'],
        ['OfferClose'],
        ['DraftDiscard'],
        ['DraftEscalate'],
      ]);
    } finally {
      hub.close();
      await worker.stop('SIGKILL');
    }
  });
}

/** Names of the activities of a workflow that heard one event, or none, while it waited. */
async function activitiesAfter(
  hub: TaskHub,
  { workflow, event }: { readonly workflow: string; readonly event?: string },
): Promise<readonly string[]> {
  const instanceId = `last-moment-${event ?? workflow}`;
  const input = JSON.stringify({ patience: SECONDS });
  // A start is answered after the first turn: the race has begun.
  await hub.start({ instanceId, name: workflow, input }, PATIENCE);
  if (event !== undefined) await hub.raise(instanceId, event, '{}');
  await hub.untilEnded(instanceId, PATIENCE);
  return (await readHistory(hub, instanceId)).of('taskScheduled').map(({ name }) => name);
}
