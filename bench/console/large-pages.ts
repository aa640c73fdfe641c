import type { LargeRunPlan } from '@/lib/testing/seed/seed-large-runs';
import type { Motion } from './page-probe';

export type LargePage = {
  readonly name: string;
  readonly run: LargeRunPlan;
  readonly tab: 'history' | 'graph' | 'timeline';
  /** What must be there before the page counts as useful. */
  readonly content: string;
  readonly motion: Omit<Motion, 'milliseconds'>;
  /** Whether the run gets events all the while. */
  readonly isGrowing: boolean;
};

const CONTENT = {
  history: '[data-testid="history-row"]',
  graph: '[data-testid="graph-node"]',
  timeline: '[data-testid="lane"]',
} as const;

const MOTIONS = {
  history: { selector: '[role="rowgroup"][aria-label="Events"]', by: 'scroll', pixels: 180 },
  graph: { selector: '.react-flow__pane', by: 'wheel', pixels: 30 },
  timeline: { selector: '[role="group"][aria-label="Lanes"]', by: 'scroll', pixels: 90 },
} as const;

const SIZES = { quick: { events: 10_000, steps: 500 }, full: { events: 100_000, steps: 5_000 } };

/** The runs and the pages that are looked at. */
export function largePages(isQuick: boolean): readonly LargePage[] {
  const { events, steps } = isQuick ? SIZES.quick : SIZES.full;
  const plan = (shape: LargeRunPlan['shape'], size: number, hasEnded: boolean): LargeRunPlan => ({
    ...{ shape, size, hasEnded },
    instanceId: `${shape}-${size}-${hasEnded ? 'ended' : 'running'}`,
  });
  const page = (run: LargeRunPlan, tab: LargePage['tab'], isGrowing = false): LargePage => ({
    name: `${tab} of ${titleOf(run)}${isGrowing ? ' and growing' : ''}`,
    ...{ run, tab, content: CONTENT[tab], motion: MOTIONS[tab], isGrowing },
  });
  const loop = plan('loop', events, true);
  const open = plan('loop', events, false);
  const waves = plan('waves', steps, true);
  return [
    page(loop, 'history'),
    page(open, 'history'),
    page(loop, 'graph'),
    page(loop, 'timeline'),
    page(waves, 'graph'),
    page(waves, 'timeline'),
    page(plan('wide', steps, true), 'graph'),
    page(open, 'history', true),
    page(open, 'graph', true),
    page(open, 'timeline', true),
  ];
}

function titleOf({ shape, size, hasEnded }: LargeRunPlan): string {
  const count = size.toLocaleString('en-US');
  if (shape === 'loop') return `a loop of ${count} events${hasEnded ? '' : ', running'}`;
  return shape === 'waves' ? `${count} steps in waves` : `${count} parallel steps`;
}
