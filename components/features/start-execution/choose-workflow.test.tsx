// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { AppJson } from '@/components/shared/use-workers';
import { AppField } from './choose-workflow';

afterEach(cleanup);

const ORDERS = { appId: 'orders', connected: 2, state: 'served' } as AppJson;

test.each([
  ['before it is known', undefined, 'orders', 'Looking for its workers…'],
  ['while there is no app', [], '', 'No app is known yet: start its worker first.'],
  ['of those that work', [ORDERS], 'orders', '2 workers connected.'],
  ['when nobody works', [{ ...ORDERS, connected: 0 }], 'orders', /^No worker of orders is connected/],
  ['of an app that no worker ever named', [ORDERS], 'mail', /^No worker of mail is connected/],
  [
    'where it cannot be known',
    [{ ...ORDERS, connected: 0, state: 'unknown' } as AppJson],
    'orders',
    'Whether a worker is connected is not known here.',
  ],
])('what is said of workers %s', (_, apps, appId, words) => {
  render(<AppField apps={apps} appId={appId} onChange={() => undefined} />);
  expect(screen.getByText(words)).toBeTruthy();
  // The app stands in the field from the first picture on.
  if (appId !== '') expect(screen.getByRole('combobox', { name: 'App' }).textContent).toContain(appId);
});
