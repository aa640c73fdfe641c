// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { AppJson } from '@/components/shared/use-workers';
import { AppField } from './choose-workflow';

afterEach(cleanup);

const ORDERS: AppJson = { appId: 'orders', state: 'served', connected: 2, open: 0 };
const ALONE: AppJson = { ...ORDERS, connected: 0 };

test.each([
  { when: 'before it is known', apps: undefined, appId: 'orders', words: 'Looking for its workers…' },
  { when: 'while there is no app', apps: [], appId: '', words: 'No app is known yet: start its worker first.' },
  { when: 'of those that work', apps: [ORDERS], appId: 'orders', words: '2 workers connected.' },
  { when: 'when nobody works', apps: [ALONE], appId: 'orders', words: /^No worker of orders is connected/ },
  { when: 'of an app that no worker named', apps: [ORDERS], appId: 'mail', words: /^No worker of mail is connected/ },
  {
    ...{ when: 'where it cannot be known', apps: [{ ...ALONE, state: 'unknown' as const }], appId: 'orders' },
    words: 'Whether a worker is connected is not known here.',
  },
])('what is said of workers $when', ({ apps, appId, words }) => {
  render(<AppField apps={apps} appId={appId} onChange={() => undefined} />);
  expect(screen.getByText(words)).toBeTruthy();
  // The app stands in the field from the first picture on.
  if (appId !== '') expect(screen.getByRole('combobox', { name: 'App' }).textContent).toContain(appId);
});
