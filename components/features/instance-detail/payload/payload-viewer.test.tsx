// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip';
import { PayloadViewer, type PayloadViewerProps } from './payload-viewer';

const ORDER = '{"id":"10442","items":[{"sku":"99"},{"sku":"14"}],"big":12345678901234567890}';

beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { value: 320 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { value: 400 });
  Element.prototype.scrollTo = () => undefined;
});
afterEach(cleanup);

const lines = () => screen.getAllByRole('treeitem').map((item) => item.textContent);

describe('PayloadViewer', () => {
  test('JSON is a tree', () => {
    setup({ text: ORDER });
    expect(lines().slice(0, 5)).toEqual(['{', '"id": "10442",', '"items": [', '{', '"sku": "99"']);
  });

  test('a click folds, another unfolds', async () => {
    const { user } = setup({ text: ORDER });
    const items = () => screen.getAllByTestId('fold')[1];
    await user.click(items()!);
    expect(lines()).toContain('"items": [ 2 items ],');
    expect(lines()).not.toContain('"sku": "99"');
    await user.click(items()!);
    expect(lines()).toContain('"sku": "99"');
  });

  test('arrow keys walk, fold and unfold', async () => {
    const { user } = setup({ text: ORDER });
    screen.getByRole('tree').focus();
    await user.keyboard('{ArrowLeft}');
    expect(lines()).toEqual(['{ 3 keys }']);
    await user.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}{ArrowLeft}');
    expect(lines()).toContain('"items": [ 2 items ],');
  });

  test('a search counts matches, unfolds what is folded, and Enter goes on', async () => {
    const { user } = setup({ text: ORDER });
    await user.click(screen.getAllByTestId('fold')[0]!);
    await user.type(screen.getByRole('searchbox'), 'SKU');
    expect(screen.getByText('1 of 2')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(screen.getByText('2 of 2')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(screen.getByText('1 of 2')).toBeTruthy();
  });

  test('as recorded shows every digit of a number that JSON cannot hold', async () => {
    const { user } = setup({ text: ORDER });
    await user.click(screen.getByRole('button', { name: 'Show Input as recorded' }));
    expect(screen.queryByRole('tree')).toBeNull();
    expect(screen.getByText(ORDER)).toBeTruthy();
  });

  test('text that is no JSON is shown as it is', () => {
    setup({ text: 'first\nsecond {' });
    expect(screen.getByText('first')).toBeTruthy();
    expect(screen.getByText('second {')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /as recorded/ })).toBeNull();
  });

  test('an absent payload says so', () => {
    setup({ text: undefined, absent: 'Not yet: this execution is still running.' });
    expect(screen.getByText('Not yet: this execution is still running.')).toBeTruthy();
  });

  test('copy puts the recorded text on the clipboard', async () => {
    const { user } = setup({ text: ORDER });
    await user.click(screen.getByRole('button', { name: 'Copy input' }));
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(ORDER));
  });

  test('of two megabytes only what is in view is drawn', () => {
    const large = JSON.stringify(
      Array.from({ length: 30_000 }, (_, id) => ({ id, name: `Item number ${id} of many` })),
    );
    const begun = performance.now();
    setup({ text: large });
    expect(screen.getAllByRole('treeitem').length).toBeLessThan(100);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

function setup(props: Partial<PayloadViewerProps>) {
  const user = userEvent.setup();
  render(
    <TooltipProvider>
      <PayloadViewer label="Input" text={undefined} fileName="order-input" {...props} />
    </TooltipProvider>,
  );
  return { user };
}
