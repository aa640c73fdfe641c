import { existsSync, readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from '@playwright/test';

const MEGABYTE = 2 ** 20;

/** Seconds the page's own thread has spent, by what it did. */
export type Spent = { readonly task: number; readonly script: number; readonly layout: number };

/** Reads what a tab costs, by the browser's own counters and by the system's. */
export class TabMeter {
  readonly #session: CDPSession;
  readonly #processes: readonly number[];
  #received = 0;

  private constructor(session: CDPSession, processes: readonly number[]) {
    this.#session = session;
    this.#processes = processes;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (this.#received += encodedDataLength));
  }

  /** For a page that has just been opened, the only one of its browser. */
  static async of(page: Page, browser: Browser): Promise<TabMeter> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await session.send('Network.enable');
    const whole = await browser.newBrowserCDPSession();
    const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
    await whole.detach();
    return new TabMeter(
      session,
      processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id),
    );
  }

  get receivedMegabytes(): number {
    return this.#received / MEGABYTE;
  }

  async spent(): Promise<Spent> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return {
      task: of('TaskDuration'),
      script: of('ScriptDuration'),
      layout: of('LayoutDuration') + of('RecalcStyleDuration'),
    };
  }

  /** After garbage was collected: what the page's objects take, and all that the tab's process has for itself. */
  async memory(): Promise<{ readonly heapMegabytes: number; readonly tabMegabytes: number }> {
    await this.#session.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
    return { heapMegabytes: heap / MEGABYTE, tabMegabytes: Math.max(...this.#processes.map(privateMegabytes)) };
  }
}

/** A browser keeps a spare process for the next tab, which is small. */
function privateMegabytes(pid: number): number {
  if (!existsSync(`/proc/${pid}/smaps_rollup`)) return 0;
  const lines = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+: +(\d+) kB$/gm);
  return [...lines].reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0) / 1024;
}
