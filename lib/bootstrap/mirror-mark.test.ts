import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mirrorState, readMirrorMark, refuseMirror, writeMirrorMark } from './mirror-mark';
import type { StorePlace } from './store-place';

let folder: string;
let path: string;
let place: StorePlace;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-mark-'));
  path = join(folder, 'attached.db');
  place = { kind: 'sqlite', path };
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a store without a mark is a runtime’s own', () => {
  expect(mirrorState(place)).toBeUndefined();
  expect(() => refuseMirror(place)).not.toThrow();
});

test('a mark says of what the store is a mirror, and each writing says as of when', () => {
  const before = Date.now();
  writeMirrorMark(path, { source: 'state in redis://cluster', position: { changes: '7' } });
  expect(readMirrorMark(path)).toEqual({ source: 'state in redis://cluster', position: { changes: '7' } });
  const state = mirrorState(place);
  expect(state?.source).toBe('state in redis://cluster');
  // Times of files may be coarser than the clock.
  expect(state?.seenAt).toBeGreaterThan(before - 50);
  expect(() => refuseMirror(place)).toThrow('is a mirror of state in redis://cluster, so no runtime may have it');
});

test('a damaged mark is refused, with what to do', () => {
  writeFileSync(`${path}.mirror.json`, '{ "source"');
  expect(() => mirrorState(place)).toThrow(expect.objectContaining({ code: 'invalid', hint: expect.any(String) }));
});
