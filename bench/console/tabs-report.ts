import { rounded } from '../processes';
import { markdownTable } from '../suite/markdown-table';
import { ratioOf, type Ratio } from '../suite/ratio';
import type { TabsRow } from './open-tabs';

/** Milliseconds until a change is on screen, and how much more the store is asked by many tabs than by one. */
const TARGETS = { onScreen: 1_000, statements: 3 };

/** The figures with targets of many open tabs of one browser, beside one tab. */
export function tabsRatios({ one, many }: { readonly one: TabsRow; readonly many: TabsRow }): readonly Ratio[] {
  const { tabs, onScreenMs, missed } = many;
  const isLoaded = one.isLoaded || many.isLoaded;
  // One that was not shown before the next change is slower than any that was.
  const p95 = missed * 20 > onScreenMs.n ? Infinity : onScreenMs.p95;
  const perChange = (row: TabsRow): number => row.statementsPerSecond / row.changesPerSecond;
  const onScreen = { name: `A change of status on screen in ${tabs} open tabs, p95 ms`, target: TARGETS.onScreen };
  const asked = {
    name: `Statements on the store for a change: ${tabs} open tabs / one tab`,
    target: TARGETS.statements,
  };
  return [
    ratioOf({ ...onScreen, better: 'lower' }, [{ value: p95, isLoaded: many.isLoaded }]),
    ratioOf({ ...asked, better: 'lower' }, [{ value: perChange(many) / perChange(one), isLoaded }]),
  ].filter((ratio) => ratio !== undefined);
}

/** A line for each number of tabs. */
export function tabsTable(rows: readonly TabsRow[]): string {
  const heads = ['tabs', 'on screen p50 / p95 / max ms', 'shown', 'missed', 'changes/s', 'streams', 'requests/s'];
  return markdownTable(
    [...heads, 'statements/s', 'cores: console', 'cores: browser'],
    rows.map(
      ({ tabs, onScreenMs, missed, changesPerSecond, streams, requestsPerSecond, statementsPerSecond, cores }) => [
        tabs,
        [onScreenMs.p50, onScreenMs.p95, onScreenMs.max].map((time) => rounded(time, 0)).join(' / '),
        ...[onScreenMs.n, missed, rounded(changesPerSecond), streams],
        ...[requestsPerSecond, statementsPerSecond].map((rate) => rounded(rate, 1)),
        ...[rounded(cores.console), rounded(cores.browser)],
      ],
    ),
  );
}
