import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeProjects } from '@/lib/testing/fake-projects';
import { AppError } from '@/lib/domain/app-error';
import { showPresence } from '../supervisor/presence';
import { openSeatDoor, type SeatDoor, type SeatDoorInput } from '../supervisor/seat-door';
import { findPerdure } from './find-perdure';

const WISH = { appId: 'orders', grpcPort: 0, httpPort: 3501 };
const SEAT = { appId: 'orders', grpcPort: 50_007, httpPort: 3501, isGuest: true };

let folder: string;
let door: SeatDoor;
let seat: SeatDoorInput['seat'];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-presence-'));
  seat = () => Promise.resolve({ ...SEAT, token: 'secret' });
  const addresses = () => ({ grpc: '127.0.0.1:50001' });
  door = await openSeatDoor({ addresses, seat: (wish) => seat(wish), projects: fakeProjects });
});

afterEach(async () => {
  await door.close();
  rmSync(folder, { recursive: true });
});

test('a Perdure that runs is found by its data folder, which tells others nothing', async () => {
  expect(await findPerdure(folder)).toBeUndefined();
  const hide = showPresence(folder, { pid: 7, url: door.url, secret: door.secret });
  expect(statSync(join(folder, 'running.json')).mode & 0o777).toBe(0o600);
  const found = await findPerdure(folder);
  expect(found).toMatchObject({ pid: 7, addresses: { grpc: '127.0.0.1:50001' } });
  expect(await found?.seat(WISH)).toEqual({ ...SEAT, token: 'secret' });
  hide();
  expect(await findPerdure(folder)).toBeUndefined();
});

test('why there is no seat is told in the words of the runtime', async () => {
  showPresence(folder, { pid: 7, url: door.url, secret: door.secret });
  const found = await findPerdure(folder);
  seat = () => Promise.reject(new AppError('unavailable', 'Port 3501 is taken.', { hint: 'Choose another one.' }));
  await expect(found?.seat(WISH)).rejects.toMatchObject({
    ...{ code: 'unavailable', message: 'Port 3501 is taken.', hint: 'Choose another one.' },
  });
});

test('a file that was left over, and a secret of another start, find nobody', async () => {
  showPresence(folder, { pid: 7, url: door.url, secret: 'of another start' });
  expect(await findPerdure(folder)).toBeUndefined();
  const hideFirst = showPresence(folder, { pid: 7, url: 'http://127.0.0.1:1', secret: 'first' });
  expect(await findPerdure(folder)).toBeUndefined();
  showPresence(folder, { pid: 8, url: door.url, secret: door.secret });
  hideFirst();
  expect(await findPerdure(folder), 'it is not the first one any more').toMatchObject({ pid: 8 });
});
