import type { Page } from '@playwright/test';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const WIDTHS = [1440, 1024] as const;
export type Width = (typeof WIDTHS)[number];

/** What happens to the requests that the page makes to the console's API. */
export type Answers = 'as they are' | 'never' | 'refused';

/** One page in one state; it is taken in each theme. */
export type Shot = {
  /** Folder of the pictures. */
  readonly page: string;
  /** First part of the file name. */
  readonly state: string;
  /** Address under the console. */
  readonly path: string;
  readonly widths: readonly Width[];
  readonly answers: Answers;
  /** The window is made as high as what there is to see. */
  readonly isWhole?: boolean;
  /** Resolves when the page shows the state. */
  readonly ready: (page: Page) => Promise<unknown>;
};

/** Every placeholder has become what it stood for. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#main').getByRole('heading').first().waitFor();
  await page.waitForFunction(() => document.querySelector('#main .rounded-chip.bg-sunken[aria-hidden]') === null);
}

/** Blocks stand where things will be. */
export async function loading(page: Page): Promise<void> {
  await page.locator('#main .rounded-chip.bg-sunken[aria-hidden]').first().waitFor();
}

/** The page says what failed. */
export async function failed(page: Page): Promise<void> {
  await page.locator('#main').getByRole('alert').first().waitFor();
}

/** The banner under the top bar says that the runtime is away. */
export async function runtimeAway(page: Page): Promise<void> {
  await settled(page);
  await page.getByText('The runtime does not answer').first().waitFor();
}
