import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { askToLook, takeAskedLooks } from './asked-looks';

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-looks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('what was asked is told once, each instance once, and leaves no file', () => {
  const folder = aFolder();
  const store = join(folder, 'attached.db');
  expect(takeAskedLooks(store)).toEqual([]);
  for (const instanceId of ['a', 'b "1"\n', 'a']) askToLook(store, { appId: 'shop', instanceId });
  expect(takeAskedLooks(store)).toEqual([
    { appId: 'shop', instanceId: 'a' },
    { appId: 'shop', instanceId: 'b "1"\n' },
  ]);
  expect(takeAskedLooks(store)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a line that is half written or something else keeps no other from being told', () => {
  const store = join(aFolder(), 'attached.db');
  appendFileSync(`${store}.looks.jsonl`, '{"appId":"shop","inst\n[]\n\n');
  askToLook(store, { appId: 'shop', instanceId: 'a' });
  expect(takeAskedLooks(store)).toEqual([{ appId: 'shop', instanceId: 'a' }]);
});
