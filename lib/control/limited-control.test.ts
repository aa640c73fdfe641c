import { expect, test } from 'vitest';
import { fakeControl } from '@/lib/testing/fake-control';
import { limitedControl } from './limited-control';

const ORDER = { appId: 'orders', instanceId: 'o-1' };

function setup(version?: string) {
  const asked: unknown[][] = [];
  const known = version === undefined ? undefined : { appId: 'orders', version };
  return {
    asked,
    control: limitedControl(fakeControl(asked), async (appId) => (appId === 'orders' ? known : undefined)),
  };
}

test('what the sidecar can do is sent', async () => {
  const { asked, control } = setup('1.18.1');
  await control.suspend(ORDER, {});
  await control.rerun({ source: ORDER, eventId: 0 });
  await control.purge(ORDER, { recursive: true, force: false });
  expect(asked.map(([method]) => method)).toEqual(['suspend', 'rerun', 'purge']);
});

test('what it cannot do, and everything without one, is refused with the reason and not sent', async () => {
  const { asked, control } = setup('1.15.0');
  await expect(control.rerun({ source: ORDER, eventId: 0 })).rejects.toMatchObject({ code: 'precondition' });
  await expect(control.endWait(ORDER, 0)).rejects.toThrow('Dapr cannot do it');
  const none = setup();
  await expect(none.control.start({ ref: ORDER, name: 'Order' })).rejects.toThrow('--sidecar orders=');
  await expect(none.control.raiseEvent(ORDER, { name: 'Go' })).rejects.toThrow('Read only');
  expect([...asked, ...none.asked]).toEqual([]);
});
