import Link from 'next/link';
import { SearchX, Trash2 } from 'lucide-react';
import type { InstanceRef } from '@/lib/domain/instance';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { EmptyState } from '@/components/shared/empty-state';

/** The boxes of the page while it loads. */
export function DetailSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the execution"
      className="flex h-full min-h-[720px] flex-col gap-3 px-6 py-4"
    >
      <Skeleton className="h-8 w-96" />
      <Skeleton className="h-5 w-[560px]" />
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-full min-h-96 flex-1 rounded-card" />
    </div>
  );
}

/** There is no such execution. */
export function MissingExecution({ instance }: { instance: InstanceRef }) {
  return (
    <EmptyState
      icon={SearchX}
      title={
        <>
          <span className="sr-only" role="heading" aria-level={1}>
            Execution not found
          </span>
          No execution <span className="mono break-all">{instance.instanceId}</span> of app {instance.appId}.
        </>
      }
      actions={
        <Button asChild>
          <Link href="/instances">All executions</Link>
        </Button>
      }
    >
      It may have been purged, by somebody or by retention, or the ID belongs to another app.
    </EmptyState>
  );
}

/** It was deleted while somebody looked at it. */
export function PurgedNote() {
  return (
    <Banner
      tone="neutral"
      icon={Trash2}
      role="status"
      actions={
        <Button size="compact" asChild>
          <Link href="/instances">All executions</Link>
        </Button>
      }
    >
      This execution was purged, by somebody or by retention. What you see was read before and is gone when you leave.
    </Banner>
  );
}
