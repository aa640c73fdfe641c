import { expect, test } from 'vitest';
import { decodeAppStatus, encodeAppStatus } from './app-status';

const status = {
  workers: [{ address: '127.0.0.1:50002', client: 'grpc-node-js/1.14.7', since: 1, outstanding: 3 }],
  backlog: { turns: 2, activities: 0, oldestTurn: 5 },
};

test('a status among other attributes is read as it was written', () => {
  expect(decodeAppStatus({ team: 'blue', ...encodeAppStatus(status) })).toEqual(status);
});

test('attributes without one, or with one of another make, tell none', () => {
  expect(decodeAppStatus({ team: 'blue' })).toBeUndefined();
  expect(decodeAppStatus({ perdureStatus: 'soon' })).toBeUndefined();
  expect(decodeAppStatus({ perdureStatus: '{"workers":7}' })).toBeUndefined();
});
