'use client';

import { ErrorState } from '@/components/shared/error-state';

/** What a page shows when drawing it failed; the shell around it stays. */
export default function ConsoleError({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <ErrorState
      title="This page could not be shown."
      error={error}
      safe="Executions are not affected; nothing was changed. Try again, or go to another page."
      onRetry={retry}
    />
  );
}
