import { buildConsole } from '@/lib/bootstrap/supervisor/build-console';
import { EXECUTION_PAGE, executionBannerShots, executionShots } from './execution-shots';
import { bannerShots, LIST_PAGES, normalShots, troubleShots } from './page-shots';
import { Photographer } from './photographer';
import { serveSeeded } from './serve-seeded';
import type { Shot } from './shot';

const FEW = 10;
const MANY = 10_000;
const PAGES: readonly string[] = [...LIST_PAGES.map(({ page }) => page), EXECUTION_PAGE];

export type ShotOptions = {
  /** Only the pictures of this page. */
  readonly only: string | undefined;
  readonly executablePath: string | undefined;
};

/** Takes every picture, one store after the other, and says which and how many. */
export async function takeShots({ only, executablePath }: ShotOptions): Promise<void> {
  if (only !== undefined && !PAGES.includes(only)) {
    console.error(`There is no page "${only}". Pages: ${PAGES.join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  const began = performance.now();
  await buildConsole((line) => console.log(line));
  const photographer = await Photographer.start(executablePath);
  let taken = 0;
  const takeAll = async (url: string, shots: readonly Shot[]): Promise<void> => {
    const wanted = shots.filter(({ page }) => only === undefined || page === only);
    await photographer.takeAll(url, wanted, (file) => {
      taken += 1;
      console.log(file);
    });
  };
  try {
    if (only !== EXECUTION_PAGE) {
      await onStore(0, ({ url }) => takeAll(url, normalShots('empty')));
      await onStore(FEW, ({ url }) => takeAll(url, normalShots('10-rows')));
    }
    await onStore(MANY, async ({ url, stopRuntime }) => {
      await takeAll(url, [...normalShots('10000-rows'), ...troubleShots(), ...(await executionShots(url))]);
      await stopRuntime();
      await takeAll(url, [...bannerShots(), ...(await executionBannerShots(url))]);
    });
  } finally {
    await photographer.stop();
  }
  console.log(`${taken} pictures in ${((performance.now() - began) / 1000).toFixed(0)} s, in ./shots`);
}

type Served = Awaited<ReturnType<typeof serveSeeded>>;

async function onStore(count: number, work: (served: Served) => Promise<void>): Promise<void> {
  const served = await serveSeeded(count);
  try {
    await work(served);
  } finally {
    await served.stop();
  }
}
