import { medianOf } from '../measure/quantiles';
import { rounded } from '../processes';
import { markdownTable } from '../suite/markdown-table';
import { ratioOf, type Goal, type Ratio, type Sample } from '../suite/ratio';
import type { LargePage } from './large-pages';
import type { PageRow } from './measure-page';

/** Milliseconds, frames per second and megabytes that were agreed on; a frame of the page's own work at that rate. */
const TARGETS = { useful: 1_500, frames: 50, memory: 400, own: 20 };

type Figure = { readonly goal: Goal; readonly pages: readonly LargePage[]; readonly value: (row: PageRow) => number };

/** The figures with targets: of each repeat the worst of the pages that a figure is about. */
export function consoleRatios(rows: readonly PageRow[], pages: readonly LargePage[]): readonly Ratio[] {
  return figuresOf(pages).flatMap(({ goal, pages: about, value }) => {
    const names = new Set(about.map(({ name }) => name));
    const repeats = Map.groupBy(
      rows.filter(({ page }) => names.has(page)),
      ({ repeat }) => repeat,
    );
    const samples = [...repeats.values()].map((same): Sample => {
      const values = same.map(value);
      const worst = goal.better === 'lower' ? Math.max(...values) : Math.min(...values);
      return { value: worst, isLoaded: same.some(({ isLoaded }) => isLoaded) };
    });
    return ratioOf(goal, samples) ?? [];
  });
}

function figuresOf(pages: readonly LargePage[]): readonly Figure[] {
  const loops = pages.filter(({ run }) => run.shape === 'loop');
  const growing = pages.filter(({ isGrowing }) => isGrowing);
  const histories = pages.filter(({ tab, isGrowing }) => tab === 'history' && !isGrowing);
  const graphs = pages.filter(({ tab, run }) => tab === 'graph' && run.shape !== 'loop');
  const events = `a run with ${number(sizeOf(loops))} events`;
  const steps = `a graph of ${number(sizeOf(graphs))} steps`;
  const lower = 'lower' as const;
  const higher = 'higher' as const;
  return [
    {
      goal: { name: `First useful paint of ${events}, slowest tab, ms`, target: TARGETS.useful, better: lower },
      pages: loops,
      value: ({ usefulMs }) => usefulMs,
    },
    {
      goal: { name: `Frames/s while the history of ${events} scrolls`, target: TARGETS.frames, better: higher },
      pages: histories,
      value: ({ framesPerSecond }) => framesPerSecond,
    },
    {
      goal: { name: `Memory of the tab of ${events}, MB`, target: TARGETS.memory, better: lower },
      pages: loops,
      value: ({ tabMb }) => tabMb,
    },
    {
      goal: { name: `Frames/s while ${steps} is panned`, target: TARGETS.frames, better: higher },
      pages: graphs,
      value: ({ framesPerSecond }) => framesPerSecond,
    },
    {
      goal: {
        name: `Frames/s while ${events} grows and is moved, slowest tab`,
        target: TARGETS.frames,
        better: higher,
      },
      pages: growing,
      value: ({ framesPerSecond }) => framesPerSecond,
    },
    {
      goal: { name: `The page's own work for a frame of any of these, ms`, target: TARGETS.own, better: lower },
      pages: pages.filter(({ isGrowing }) => !isGrowing),
      value: ({ ownMsPerFrame }) => ownMsPerFrame,
    },
  ];
}

function sizeOf(pages: readonly LargePage[]): number {
  return pages[0]?.run.size ?? 0;
}

/** Medians of each page. */
export function consoleTable(rows: readonly PageRow[]): string {
  const heads = [
    'useful',
    'all read',
    'script',
    'longest task',
    'MB sent',
    'MB heap',
    'MB tab',
    'frames/s',
    'frame p95',
  ];
  return markdownTable(
    ['page, times in ms', ...heads, 'own work/frame', 'rows'],
    [...Map.groupBy(rows, ({ page }) => page)].map(([page, same]) => {
      const median = (value: (row: PageRow) => number): number => rounded(medianOf(same.map(value)), 1);
      return [
        page,
        median(({ usefulMs }) => usefulMs),
        median(({ wholeMs }) => wholeMs),
        median(({ scriptMs }) => scriptMs),
        median(({ longestTaskMs }) => longestTaskMs),
        median(({ receivedMb }) => receivedMb),
        median(({ heapMb }) => heapMb),
        median(({ tabMb }) => tabMb),
        median(({ framesPerSecond }) => framesPerSecond),
        median(({ frameMs }) => frameMs.p95),
        median(({ ownMsPerFrame }) => ownMsPerFrame),
        same.length,
      ];
    }),
  );
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
