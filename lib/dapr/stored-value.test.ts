import { expect, test } from 'vitest';
import { unwrapValue } from './stored-value';

const bytes = Uint8Array.of(0x0a, 0x00, 0xff);
const base64 = 'CgD/';

test.each([
  { layout: 'postgresql-v2' as const, value: Buffer.from(bytes) },
  { layout: 'redis' as const, value: Buffer.from(bytes) },
  { layout: 'postgresql-v1' as const, value: base64, isBinary: true },
  { layout: 'sqlite' as const, value: base64, isBinary: 1 },
])('$layout wraps bytes in its own way', ({ layout, value, isBinary }) => {
  const row = unwrapValue(layout, { key: 'k', value, isBinary });
  expect({ ...row, value: [...(row.value ?? [])] }).toEqual({ key: 'k', value: [...bytes] });
});

test('JSON of old versions is kept as its text', () => {
  const metadata = { HistoryLength: 2 };
  const asText = (value: Uint8Array | undefined): string => new TextDecoder().decode(value);
  const jsonb = unwrapValue('postgresql-v1', { key: 'k', value: metadata, isBinary: false });
  const sqlite = unwrapValue('sqlite', { key: 'k', value: '"half way"', isBinary: 0 });
  const text = unwrapValue('postgresql-v1', { key: 'k', value: 'half way', isBinary: false });
  expect([asText(jsonb.value), asText(sqlite.value), asText(text.value)]).toEqual([
    ...['{"HistoryLength":2}', '"half way"', '"half way"'],
  ]);
});

test.each([
  { layout: 'postgresql-v2' as const, value: 'text', fault: 'holds string where bytes were expected' },
  { layout: 'redis' as const, value: null, fault: 'holds no value' },
  {
    layout: 'sqlite' as const,
    value: 7,
    isBinary: 1,
    fault: 'is marked as binary and holds number instead of base64 text',
  },
  {
    layout: 'postgresql-v1' as const,
    value: 'no base64!',
    isBinary: true,
    fault: 'is marked as binary and is not base64',
  },
])('$layout: $fault', ({ layout, value, isBinary, fault }) => {
  expect(unwrapValue(layout, { key: 'k', value, isBinary })).toEqual({ key: 'k', value: undefined, fault });
});
