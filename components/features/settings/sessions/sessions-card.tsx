'use client';

import { useState } from 'react';
import { MonitorX } from 'lucide-react';
import { ErrorState } from '@/components/shared/error-state';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { EndDialog } from './end-dialog';
import { SessionsTable } from './sessions-table';
import { useSessions } from './use-sessions';

/** Who is signed in; those who may not see it are told why. Nothing of it matters where nobody has to sign in. */
export function SessionsCard() {
  const { why, sessions, trouble, end } = useSessions();
  const [asked, setAsked] = useState<{ name?: string }>();
  const ask = (of: { name?: string }) => {
    end.reset();
    setAsked(of);
  };
  const isEmpty = sessions?.length === 0;
  const whyNotAll = why ?? (isEmpty ? 'Nobody is signed in.' : undefined);
  return (
    <section aria-label="Sessions" className="rounded-card border border-border bg-surface">
      <div className="flex items-center gap-3 border-b border-border px-4 py-2">
        <h2 className="text-form font-semibold">Sessions</h2>
        <span className="text-text-3">of people who are signed in</span>
        <Button size="compact" className="ml-auto" whyDisabled={whyNotAll} onClick={() => ask({})}>
          <MonitorX aria-hidden strokeWidth={1.75} />
          End all…
        </Button>
      </div>
      {why !== undefined && <p className="px-4 py-3 text-text-2">{why}</p>}
      {trouble !== undefined && (
        <ErrorState title="Could not read the sessions." error={trouble.error} onRetry={trouble.retry} />
      )}
      {why === undefined && sessions === undefined && trouble === undefined && <Skeleton className="m-4 h-10" />}
      {isEmpty && <p className="px-4 py-3 text-text-2">Nobody is signed in.</p>}
      {sessions !== undefined && !isEmpty && <SessionsTable sessions={sessions} onEnd={(name) => ask({ name })} />}
      <AlertDialog open={asked !== undefined} onOpenChange={() => setAsked(undefined)}>
        {asked !== undefined && <EndDialog of={asked} end={end} onClose={() => setAsked(undefined)} />}
      </AlertDialog>
    </section>
  );
}
