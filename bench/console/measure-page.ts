import { chromium } from '@playwright/test';
import { MOST_FOREIGN_CORES, startMeter } from '../measure/meter';
import { quantilesOf, type Quantiles } from '../measure/quantiles';
import { growRun } from './grow-run';
import type { LargePage } from './large-pages';
import { installProbe, moveAndCount, readMarks } from './page-probe';
import { TabMeter } from './tab-meter';

/** One page, opened once in a browser of its own. Times are milliseconds from the request. */
export type PageRow = {
  readonly page: string;
  readonly repeat: number;
  /** Header, status and the first rows or boxes are there. */
  readonly usefulMs: number;
  /** All of the history is read and shown. */
  readonly wholeMs: number;
  readonly longestTaskMs: number;
  readonly scriptMs: number;
  readonly receivedMb: number;
  readonly heapMb: number;
  readonly tabMb: number;
  readonly framesPerSecond: number;
  readonly frameMs: Quantiles;
  /** What the page's own thread did in a frame: script, style and layout; without painting, which a GPU would do. */
  readonly ownMsPerFrame: number;
  readonly isLoaded: boolean;
};

/** A run that grows is read again every few seconds: what that costs the frames is to be in them. */
const MOVING = { still: 4_000, growing: 8_000 };
const PATIENCE = 120_000;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const VIEWPORT = { width: 1440, height: 900 };

/** Opens a page of the console at `url`, waits until all is there, and moves it about. */
export async function measurePage(url: string, page: LargePage, repeat: number): Promise<PageRow> {
  // `npm run bench` looks for one.
  const executablePath = process.env['PERDURE_BROWSER'] ?? '';
  const browser = await chromium.launch({ args: FLAGS, ...(executablePath === '' ? {} : { executablePath }) });
  const { run, tab, content, motion, isGrowing } = page;
  try {
    const shown = await browser.newPage({ viewport: VIEWPORT });
    await shown.addInitScript(installProbe, content);
    // The page comes into the process that it stays in.
    await shown.goto(`${url}/api/v1/runtime`);
    const meter = await TabMeter.of(shown, browser);
    const stop = startMeter({});
    await shown.goto(`${url}/instances/default/${run.instanceId}?tab=${tab}`, { waitUntil: 'commit' });
    await shown.waitForSelector('[role="tabpanel"][data-state="active"][aria-busy="false"]', { timeout: PATIENCE });
    const opened = await meter.spent();
    const marks = await shown.evaluate(readMarks);
    const received = meter.receivedMegabytes;
    const stopGrowing = isGrowing ? growRun(url, run.instanceId) : undefined;
    const milliseconds = isGrowing ? MOVING.growing : MOVING.still;
    const frames = await shown.evaluate(moveAndCount, { ...motion, milliseconds });
    await stopGrowing?.();
    const moved = await meter.spent();
    const memory = await meter.memory();
    const own = moved.script - opened.script + moved.layout - opened.layout;
    return {
      page: page.name,
      repeat,
      usefulMs: marks.useful ?? Number.NaN,
      wholeMs: marks.whole ?? Number.NaN,
      longestTaskMs: marks.longest,
      scriptMs: opened.script * 1000,
      receivedMb: received,
      heapMb: memory.heapMegabytes,
      tabMb: memory.tabMegabytes,
      framesPerSecond: (frames.length * 1000) / frames.reduce((sum, frame) => sum + frame, 0),
      frameMs: quantilesOf(frames),
      ownMsPerFrame: (own * 1000) / frames.length,
      isLoaded: stop().foreignCores > MOST_FOREIGN_CORES,
    };
  } finally {
    await browser.close();
  }
}
