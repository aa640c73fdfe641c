import { expect, test } from 'vitest';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { aStep } from '@/lib/testing/store-builders';
import { changeFeedSchema, stepsSchema } from './schemas';

test('tries that the runtime repeats come through, on steps and on rows', () => {
  const steps = [aStep({ failedTries: 2, nextAttemptAt: 5, error: 'no route' }), aStep({ eventId: 1 })];
  expect(stepsSchema.parse({ steps }).steps).toEqual(steps);
  const waitingOn = { activities: ['Pay'], openTasks: 1, children: [], events: [], nextAttemptAt: 5 };
  const feed = { revision: 1, changed: [sampleInstance({ waitingOn })], purged: [] };
  expect(changeFeedSchema.parse(feed).changed[0]?.waitingOn).toEqual(waitingOn);
});
