import { describe, expect, test } from 'vitest';
import { anInstanceRecord, aSave, aStep, NOTHING_WAITED_FOR } from '@/lib/testing/store-builders';
import type { StoreUnderTest } from './store-under-test';

/** Names that queries may be completed with. */
export function describeSeenNames(current: () => StoreUnderTest): void {
  describe('seen names', () => {
    test('an empty store has none', async () => {
      expect(await current().console.seeNames()).toEqual({ steps: [], events: [], tags: [] });
    });

    test('are those of the newest runs of each workflow', async () => {
      const { runtime, console } = current();
      const put = [
        aStep({ eventId: 0, name: 'Pay' }),
        aStep({ eventId: 1, name: 'Approval', kind: 'event' }),
        aStep({ eventId: 2, name: '', kind: 'timer' }),
      ];
      const waitingOn = { ...NOTHING_WAITED_FOR, events: ['Cancel'] };
      await runtime.commit([
        [aSave(anInstanceRecord({ key: 1, tags: { region: 'eu' }, waitingOn }), { steps: { put } })],
        [aSave(anInstanceRecord({ key: 2, tags: { region: 'us', vip: 'true' } }))],
        [aSave(anInstanceRecord({ key: 3, name: 'Other' }), { steps: { put: [aStep({ name: 'Ship' })] } })],
      ]);
      expect(await console.seeNames()).toEqual({
        steps: ['Approval', 'Pay', 'Ship'],
        events: ['Approval', 'Cancel'],
        tags: [
          { key: 'region', values: ['eu', 'us'] },
          { key: 'vip', values: ['true'] },
        ],
      });
    });

    test('of steps that failed, those of older runs too', async () => {
      const { runtime, console } = current();
      const failed = (key: number, name: string) =>
        aSave(anInstanceRecord({ key }), {
          steps: { put: [0, 1].map((eventId) => aStep({ eventId, name, status: 'failed' })) },
        });
      const newer = Array.from({ length: 9 }, (_, nth) => aSave(anInstanceRecord({ key: 10 + nth })));
      await runtime.commit([[failed(1, 'Pay'), failed(2, 'Bill'), failed(3, 'Pay'), ...newer]]);
      expect((await console.seeNames()).steps).toEqual(['Bill', 'Pay']);
    });
  });
}
