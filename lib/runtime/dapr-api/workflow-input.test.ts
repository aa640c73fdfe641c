import { expect, test } from 'vitest';
import { startTime } from './workflow-input';

test.each([
  ['2009-11-10T23:00:00Z', Date.UTC(2009, 10, 10, 23)],
  ['2009-11-10T23:00:00.5Z', Date.UTC(2009, 10, 10, 23, 0, 0, 500)],
  ['2009-11-10T23:00:00+02:00', Date.UTC(2009, 10, 10, 21)],
])('%s is a start time', (text, at) => {
  expect(startTime('Order', text)).toBe(at);
});

test.each(['', 'tomorrow', '2009-11-10', '2009-11-10T23:00:00', '2009-13-10T23:00:00Z', '1257894000'])(
  '"%s" is none',
  (text) => {
    expect(() => startTime('Order', text)).toThrow("error starting workflow 'Order': start times must be in RFC3339");
  },
);
