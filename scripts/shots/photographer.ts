import { join } from 'node:path';
import { chromium, type APIRequestContext, type Browser, type BrowserContext, type Page, type Route } from '@playwright/test';
import { ROOT } from '@/lib/bootstrap/supervisor/repository';
import { THEMES, WIDTHS, type Answers, type Shot, type Theme, type Width } from './shot';
import { signIn, type Credentials } from './signed-in';

/** Where the console keeps the theme somebody chose. */
const THEME_COOKIE = 'perdure-theme';
const HEIGHT = 900;
const PATIENCE = 30_000;
const API = '**/api/v1/**';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--font-render-hinting=none'];

export type TakeOptions = {
  /** Told each file that was written. */
  readonly wrote: (file: string) => void;
  /** Who is signed in. */
  readonly who?: Credentials | undefined;
};

/** A browser that takes pictures of one console. */
export class Photographer {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(executablePath: string | undefined): Promise<Photographer> {
    return new Photographer(
      await chromium.launch({ args: FLAGS, ...(executablePath === undefined ? {} : { executablePath }) }),
    );
  }

  /** Does something with the API of a console before pictures are taken of it. */
  async prepare<T>(url: string, work: (request: APIRequestContext) => Promise<T>): Promise<T> {
    const context = await this.#browser.newContext({ baseURL: url });
    try {
      return await work(context.request);
    } finally {
      await context.close();
    }
  }

  /** Takes every shot in every theme, width by width; tells each file it wrote. */
  async takeAll(url: string, shots: readonly Shot[], { wrote, who }: TakeOptions): Promise<void> {
    const looks = THEMES.flatMap((theme) => WIDTHS.map((width) => ({ theme, width })));
    for (const look of looks) {
      const wanted = shots.filter(({ widths }) => widths.includes(look.width));
      if (wanted.length === 0) continue;
      const context = await this.#context(url, look);
      if (who !== undefined) await signIn(context.request, who);
      for (const shot of wanted) wrote(await take(context, shot, look));
      await context.close();
    }
  }

  async stop(): Promise<void> {
    await this.#browser.close();
  }

  async #context(url: string, { theme, width }: Look): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      baseURL: url,
      viewport: { width, height: HEIGHT },
      colorScheme: theme,
      reducedMotion: 'reduce',
      timezoneId: 'UTC',
    });
    context.setDefaultTimeout(PATIENCE);
    await context.addCookies([{ name: THEME_COOKIE, value: theme, url }]);
    return context;
  }
}

type Look = { readonly theme: Theme; readonly width: Width };

async function take(context: BrowserContext, shot: Shot, { theme, width }: Look): Promise<string> {
  const page = await context.newPage();
  const file = join('shots', shot.page, `${shot.state}-${theme}-${width}.png`);
  try {
    await interfere(page, shot.answers);
    await page.goto(shot.path, { waitUntil: 'commit' });
    await shot.ready(page);
    await page.evaluate(() => document.fonts.ready);
    if (shot.isWhole === true) await showWhole(page, width);
    await page.screenshot({ path: join(ROOT, file), animations: 'disabled', caret: 'hide' });
  } catch (cause) {
    throw new Error(`${file} (${shot.path}) could not be taken`, { cause });
  } finally {
    await page.close();
  }
  return file;
}

/** Pages scroll inside of their frame, so that a picture of the whole page takes a higher window. */
async function showWhole(page: Page, width: Width): Promise<void> {
  const hidden = await page.locator('#main').evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  await page.setViewportSize({ width, height: HEIGHT + hidden });
}

async function interfere(page: Page, answers: Answers): Promise<void> {
  switch (answers) {
    case 'as they are':
      return;
    case 'never':
      await page.route(API, (route) => (isAboutRuntime(route) ? route.continue() : undefined));
      return;
    case 'refused':
      await page.route(API, (route) => (isAboutRuntime(route) ? route.continue() : route.fulfill(REFUSAL)));
      return;
  }
}

/** The runtime answers in both states: what is late or refused is the store. */
function isAboutRuntime(route: Route): boolean {
  return new URL(route.request().url()).pathname === '/api/v1/runtime';
}

const REFUSAL = {
  status: 503,
  contentType: 'application/json',
  body: JSON.stringify({
    error: {
      code: 'unavailable',
      message: 'The store data/perdure.db cannot be read or written (SQLITE_IOERR).',
      hint: 'Check the file, its folder, their owner and the disk.',
    },
  }),
};
