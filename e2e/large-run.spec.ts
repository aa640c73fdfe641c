import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/axe';
import { expect, test } from './fixtures/perdure';
import { smallestLetters } from './fixtures/smallest-letters';

const EVENTS = 8_000;
const LOOP = { instanceId: 'long-loop', shape: 'loop', size: EVENTS, hasEnded: true } as const;
const OPEN = { instanceId: 'open-loop', shape: 'loop', size: EVENTS, hasEnded: false } as const;
const WAVES = { instanceId: 'many-waves', shape: 'waves', size: 1_500, hasEnded: true } as const;
/** A call in the middle of the run with a long result, whose end no list shows. */
const CALL = 1_320;
/** Letters of 12 px, but for what is lost in rounding. */
const LEGIBLE = 11.9;

test.use({ seeded: { largeRuns: [LOOP, OPEN, WAVES] } });

const rows = (page: Page) => page.getByTestId('history-row');
const status = (page: Page) => page.getByRole('tabpanel', { name: 'History' }).getByRole('status');
const pageOf = ({ instanceId }: { instanceId: string }, tab: string) => `/instances/default/${instanceId}?tab=${tab}`;

/** Holds back the pages between both ends of a history until it is called. */
async function holdMiddle(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/history\?from=\d+&limit=5000/, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test('both ends of a long history can be read before the rest is there', async ({ page }) => {
  const release = await holdMiddle(page);
  await page.goto(pageOf(LOOP, 'history'));
  await expect(rows(page).first()).toContainText('Execution started');
  await expect(status(page)).toContainText(/reading on \(400 of 8,00\d\)/);
  await expect(page.getByTestId('history-gap')).toHaveCount(1);
  await page.keyboard.press('Shift+G');
  const last = page.getByRole('row', { name: /Execution completed/ });
  await expect(last).toBeInViewport();
  release();
  await expect(status(page)).not.toContainText('reading on');
  await expect(last).toBeInViewport();
  await expect(page.getByTestId('history-gap')).toHaveCount(0);
  await expectAccessible(page);
});

test('a text finds an event in the middle, and its payload is read when it is chosen', async ({ page }) => {
  await page.goto(pageOf(LOOP, 'history'));
  await expect(status(page)).not.toContainText('reading on');
  await page.getByRole('searchbox', { name: 'Filter events' }).fill(`marker-${CALL}"`);
  await expect(rows(page)).toHaveCount(1);
  const whole = page.waitForResponse(/history\?from=\d+&limit=1$/);
  await rows(page).getByRole('button', { name: 'Activity completed' }).click();
  await whole;
  const panel = page.getByTestId('step-panel');
  await expect(panel.getByText('Reading…')).toHaveCount(0);
  await panel.getByRole('searchbox', { name: 'Search output' }).fill(`end of ${CALL}`);
  await expect(panel.getByText('1 of 1')).toBeVisible();
});

test('an event in the middle is in view when its link is opened', async ({ page }) => {
  await page.goto(`${pageOf(LOOP, 'history')}&event=4001`);
  await expect(page.locator('[aria-rowindex="4003"][aria-selected="true"]')).toBeInViewport();
});

test('a long run is drawn by its ends, and what is between lies in a list', async ({ page }) => {
  await page.goto(pageOf(OPEN, 'graph'));
  const section = page.getByTestId('graph-node').and(page.locator('[data-kind="group"]'));
  await page.getByRole('searchbox', { name: 'Find step' }).fill('LastStep');
  await expect(page.getByText('1 found')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /LastStep/, pressed: true })).toBeInViewport();
  await expect(page.getByLabel('Why it is not moving')).toContainText('Activity LastStep has no result');
  await page.goto(`${pageOf(OPEN, 'graph')}&step=activity-1320`);
  await expect(section.first()).toBeInViewport();
  await expect(section.first()).toContainText('steps');
});

test('the boxes of a large graph can be read as it is first shown, and half as near', async ({ page }) => {
  await page.goto(pageOf(WAVES, 'graph'));
  await expect(page.locator('[data-testid="graph-node"][data-kind="group"]').first()).toBeVisible();
  await expect.poll(() => smallestLetters(page)).toBeGreaterThan(LEGIBLE);
  const zoomOut = page.getByRole('button', { name: 'Zoom out' });
  for (let step = 0; step < 4; step += 1) {
    await zoomOut.click();
    await expect.poll(() => smallestLetters(page)).toBeGreaterThan(LEGIBLE);
  }
});

test('a graph of which only the beginning is there says so', async ({ page }) => {
  const release = await holdMiddle(page);
  await page.goto(pageOf(OPEN, 'graph'));
  const notice = page.getByText(/reading on \(400 of 8,00\d\)/);
  await expect(notice).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find step' }).fill('LastStep');
  await expect(page.getByText('0 found so far')).toBeVisible();
  await expectAccessible(page);
  release();
  await expect(page.getByText('1 found')).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test('the Tab key leads into the graph of a long run, to a step that is in sight', async ({ page }) => {
  await page.goto(pageOf(OPEN, 'graph'));
  await expect(page.getByTestId('graph-node').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Graph' }).focus();
  const reached = page.locator('[data-testid="graph-node"]:focus');
  for (let stop = 0; stop < 5 && (await reached.count()) === 0; stop += 1) await page.keyboard.press('Tab');
  await expect(reached).toBeInViewport({ ratio: 0.99 });
  await page.keyboard.press('ArrowUp');
  await expect(reached).toBeInViewport({ ratio: 0.99 });
});

test('the focus stays in the graph of a long run while the rest of it is read', async ({ page }) => {
  const release = await holdMiddle(page);
  await page.goto(pageOf(OPEN, 'graph'));
  await expect(page.getByTestId('graph-node').first()).toBeVisible();
  await page.locator('[data-testid="graph-node"][tabindex="0"]').focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('[data-kind="activity"]:focus')).toBeInViewport({ ratio: 0.99 });
  release();
  await expect(page.locator('[data-kind="group"]:focus')).toBeInViewport({ ratio: 0.99 });
});

test('failures of wide fan-outs stand beside their groups', async ({ page }) => {
  await page.goto(pageOf(WAVES, 'graph'));
  await expect(page.locator('[data-testid="graph-node"][data-kind="group"]').first()).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.locator('[data-testid="graph-node"][data-status="failed"]').first()).toBeInViewport();
  await page.getByRole('button', { name: 'Show steps as a list' }).click();
  await expect(page.getByRole('list', { name: 'Steps' }).getByRole('listitem').first()).toHaveAttribute(
    'aria-setsize',
    '1500',
  );
  await expectAccessible(page);
});
