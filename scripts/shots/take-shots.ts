import { buildConsole } from '@/lib/bootstrap/supervisor/build-console';
import { addTarget, attachedShots } from './attached-shots';
import { consoleShots } from './console-shots';
import { EXECUTION_PAGE, executionBannerShots, executionShots } from './execution-shots';
import { bannerShots, LIST_PAGES, normalShots, troubleShots } from './page-shots';
import { Photographer } from './photographer';
import { serveAttached } from './serve-attached';
import { serveSeeded } from './serve-seeded';
import type { Shot } from './shot';
import { ADMIN, COLLEAGUES, liveADay, signIn, VIEWER, type Credentials } from './signed-in';
import { adminShots, signInShots, viewerShots } from './signed-in-shots';

const FEW = 10;
const MANY = 10_000;
const HUNDREDS = 300;
const OTHER_PAGES = ['shell', 'composer', 'operations', 'sign-in'] as const;
const PAGES: readonly string[] = [...LIST_PAGES.map(({ page }) => page), EXECUTION_PAGE, ...OTHER_PAGES];

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
  const wrote = (file: string): void => {
    taken += 1;
    console.log(file);
  };
  const wanted = (shots: readonly Shot[]) => shots.filter(({ page }) => only === undefined || page === only);
  const takeAll = (url: string, shots: readonly Shot[], who?: Credentials): Promise<void> =>
    photographer.takeAll(url, wanted(shots), { wrote, who });
  try {
    if (only !== EXECUTION_PAGE) {
      await onStore(0, ({ url }) => takeAll(url, normalShots('empty')));
      await onStore(FEW, ({ url }) => takeAll(url, normalShots('10-rows')));
    }
    await onStore(MANY, async ({ url, stopRuntime }) => {
      await takeAll(url, [...normalShots('10000-rows'), ...troubleShots(), ...consoleShots()]);
      await takeAll(url, await executionShots(url));
      await stopRuntime();
      await takeAll(url, [...bannerShots(), ...(await executionBannerShots(url))]);
    });
    const signedIn = await serveSeeded(HUNDREDS, { signedIn: true });
    await during(signedIn, async ({ url }) => {
      await takeAll(url, signInShots());
      for (const who of COLLEAGUES) await photographer.prepare(url, (request) => signIn(request, who));
      const jobs = await photographer.prepare(url, liveADay);
      await takeAll(url, adminShots(jobs), ADMIN);
      await takeAll(url, viewerShots(), VIEWER);
    });
    const attached = await serveAttached();
    await during(attached, async ({ url, spare }) => {
      await photographer.prepare(url, (request) => addTarget(request, spare));
      await takeAll(url, attachedShots());
    });
  } finally {
    await photographer.stop();
  }
  console.log(`${taken} pictures in ${((performance.now() - began) / 1000).toFixed(0)} s, in ./shots`);
}

type Served = Awaited<ReturnType<typeof serveSeeded>>;

async function onStore(count: number, work: (served: Served) => Promise<void>): Promise<void> {
  await during(await serveSeeded(count, { signedIn: false }), work);
}

async function during<S extends { stop(): Promise<void> }>(served: S, work: (served: S) => Promise<void>): Promise<void> {
  try {
    await work(served);
  } finally {
    await served.stop();
  }
}
