import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeHolder, judgeLease, LeaseLost, leaseRefusal } from './lease';
import type { LeaseWatch, LeaseHolder, LeaseRow } from './lease';

const LEASE_MS = 40;
const PAUSE_MS = 1;

function aHolder(over: Partial<LeaseHolder> = {}): LeaseHolder {
  const place = 'boot-1 pid:[1]';
  const identity = { host: 'a-host', pid: 7, place, processStart: '100' };
  return { id: 'one', role: 'Perdure runtime', ...identity, version: '1', since: 0, leaseMs: LEASE_MS, ...over };
}

const held: LeaseRow = { epoch: 3, beat: 5, beatAt: 1_000, holder: aHolder() };

/** Looks again and again, `gaps` milliseconds apart, at rows that `rowAt` tells by the time that has passed. */
function watching(gaps: readonly number[], rowAt: (at: number) => LeaseRow): { kind: string; at: number } {
  let watch: LeaseWatch | undefined;
  let at = 0;
  for (const gap of [0, ...gaps]) {
    at += gap;
    const verdict = judgeLease({ row: rowAt(at), sinceLast: gap, isGone: false }, watch);
    if (verdict.kind !== 'wait') return { kind: verdict.kind, at };
    watch = verdict.watch;
  }
  return { kind: 'wait', at };
}

describe('judgeLease', () => {
  test('a lease that nobody holds, or whose holder is gone, is taken at the first look', () => {
    expect(judgeLease({ row: { epoch: 3, beat: 5 }, sinceLast: 0, isGone: false }, undefined)).toEqual({
      kind: 'take',
    });
    expect(judgeLease({ row: held, sinceLast: 0, isGone: true }, undefined)).toEqual({ kind: 'take' });
  });

  test('the first look at a holder never decides, whatever its last sign of life says', () => {
    for (const beatAt of [undefined, 0, 1e15]) {
      expect(judgeLease({ row: { ...held, beatAt }, sinceLast: 0, isGone: false }, undefined)).toMatchObject({
        kind: 'wait',
        ms: PAUSE_MS,
        restMs: LEASE_MS,
      });
    }
  });

  test('another holder that came meanwhile shows life', () => {
    const watch = { row: held, silentMs: LEASE_MS - 1 };
    const row = { ...held, epoch: 4, holder: aHolder({ id: 'two' }) };
    expect(judgeLease({ row, sinceLast: 1, isGone: false }, watch)).toEqual({ kind: 'refuse' });
  });

  test('property: a holder that shows life within its lease time is never replaced, even when it shows the wrong time', () => {
    const gap = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 10 * LEASE_MS }));
    const anyTime = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(gap, { minLength: 1, maxLength: 200, size: 'max' }),
        fc.integer({ min: 1, max: LEASE_MS }),
        anyTime,
        (gaps, every, times) => {
          const { kind } = watching(gaps, (at) => {
            const beat = Math.floor(at / every);
            return { ...held, beat, beatAt: times[beat % times.length] };
          });
          expect(kind).not.toBe('take');
        },
      ),
    );
  });

  test('property: a silent holder is replaced once it was watched for its lease time, and not before', () => {
    const gap = fc.integer({ min: 1, max: 3 * PAUSE_MS });
    fc.assert(
      fc.property(fc.array(gap, { minLength: LEASE_MS, maxLength: LEASE_MS }), (gaps) => {
        const { kind, at } = watching(gaps, () => held);
        expect(kind).toBe('take');
        expect(at).toBeGreaterThanOrEqual(LEASE_MS);
      }),
    );
  });

  test('time in which nobody looked is no silence: one long pause counts for two looks', () => {
    expect(watching([1_000_000, 1], () => held)).toMatchObject({ kind: 'wait' });
    expect(judgeLease({ row: held, sinceLast: 1_000_000, isGone: false }, { row: held, silentMs: 1 })).toMatchObject({
      restMs: LEASE_MS - 1 - 2 * PAUSE_MS,
    });
  });
});

describe('what people are told', () => {
  test('names host, process, since when, and the last sign of life', () => {
    expect(describeHolder(aHolder(), 1_000)).toBe(
      'pid 7 on host a-host, since 1970-01-01T00:00:00.000Z, last sign of life 1970-01-01T00:00:01.000Z',
    );
    expect(leaseRefusal('x.db', held).message).toMatch(
      /^The store x\.db is in use by another Perdure runtime \(pid 7 on/,
    );
  });

  test('a lost lease names the new holder, or says that there is none', () => {
    expect(new LeaseLost('x.db', held).message).toContain('Perdure runtime pid 7 on host a-host');
    expect(new LeaseLost('x.db', { epoch: 1, beat: 1 }).message).toContain('nobody holds it now');
  });
});
