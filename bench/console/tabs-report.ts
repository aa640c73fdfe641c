import type { Quantiles } from '../measure/quantiles';
import { rounded } from '../processes';
import { markdownTable } from '../suite/markdown-table';
import { ratioOf, type Ratio } from '../suite/ratio';
import type { TabsRow, TabsRows } from './open-tabs';

/** Milliseconds until a change is on screen, and how much more the store is asked by many tabs than by one. */
const TARGETS = { onScreen: 1_000, lookedAt: 1_000, statements: 3 };

/** The figures with targets of many open tabs of one browser, beside one tab. */
export function tabsRatios({ one, many }: TabsRows): readonly Ratio[] {
  const { tabs, seen, onScreenMs, lookedAtMs, missed } = many;
  const isLoaded = one.isLoaded || many.isLoaded;
  // One that was not shown before the next change is slower than any that was.
  const p95 = missed * 20 > onScreenMs.n ? Infinity : onScreenMs.p95;
  const perChange = (row: TabsRow): number => row.statementsPerSecond / row.changesPerSecond;
  const crowd = `${tabs} open tabs, ${seen} of them seen`;
  const onScreen = { name: `A change of status on screen with ${crowd}, p95 ms`, target: TARGETS.onScreen };
  const lookedAt = { name: 'A hidden tab is right after it is looked at, p95 ms', target: TARGETS.lookedAt };
  const asked = { name: `Statements on the store for a change: ${crowd} / one tab`, target: TARGETS.statements };
  return [
    ratioOf({ ...onScreen, better: 'lower' }, [{ value: p95, isLoaded: many.isLoaded }]),
    ratioOf({ ...lookedAt, better: 'lower' }, [{ value: lookedAtMs.p95, isLoaded: many.isLoaded }]),
    ratioOf({ ...asked, better: 'lower' }, [{ value: perChange(many) / perChange(one), isLoaded }]),
  ].filter((ratio) => ratio !== undefined);
}

/** A line for each number of tabs. */
export function tabsTable(rows: readonly TabsRow[]): string {
  const heads = ['tabs', 'seen', 'on screen p50 / p95 / max ms', 'looked at p50 / p95 / max ms', 'shown', 'missed'];
  const rates = ['changes/s', 'streams', 'requests/s', 'statements/s', 'cores: console', 'cores: browser'];
  return markdownTable(
    [...heads, ...rates],
    rows.map((row) => [
      ...[row.tabs, row.seen, spread(row.onScreenMs), spread(row.lookedAtMs), row.onScreenMs.n, row.missed],
      ...[rounded(row.changesPerSecond), row.streams],
      ...[row.requestsPerSecond, row.statementsPerSecond].map((rate) => rounded(rate, 1)),
      ...[rounded(row.cores.console), rounded(row.cores.browser)],
    ]),
  );
}

function spread({ n, p50, p95, max }: Quantiles): string {
  return n === 0 ? '–' : [p50, p95, max].map((time) => rounded(time, 0)).join(' / ');
}
