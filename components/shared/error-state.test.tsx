// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { TooltipProvider } from '@/components/ui/tooltip';
import { ErrorState } from './error-state';

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
});
afterEach(cleanup);

test('what failed can be tried again, and what is safe is told', () => {
  show(new AppError('unavailable', 'The store does not answer.'));
  expect(screen.getByText('Nothing was changed.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});

test('what somebody may not see is not offered again', () => {
  show(new AppError('forbidden', 'Needs role Admin; you are Viewer.'));
  expect(screen.getByRole('alert').textContent).toContain('Needs role Admin; you are Viewer.');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  expect(screen.queryByText('Nothing was changed.')).toBeNull();
});

function show(error: AppError): void {
  render(
    <TooltipProvider>
      <ErrorState title="Could not read the audit log." error={error} onRetry={() => undefined} />
    </TooltipProvider>,
  );
}
