'use client';

import { Database } from 'lucide-react';
import { useRuntimeState } from '@/components/shared/use-runtime-state';
import { Tooltip } from '@/components/ui/tooltip';

/** Which runtime and store this console shows. */
export function EnvironmentBadge() {
  const { runtime } = useRuntimeState();
  if (runtime === undefined) return null;
  return (
    <Tooltip
      side="bottom"
      content={
        <span className="grid grid-cols-[auto_1fr] gap-x-2">
          <span className="text-text-3">Runtime</span>
          <span className="mono break-all">{runtime.address}</span>
          <span className="text-text-3">Store</span>
          <span className="mono break-all">{runtime.store}</span>
        </span>
      }
    >
      <button
        type="button"
        className="inline-flex h-6 max-w-72 min-w-0 items-center gap-1.5 rounded-chip border border-border px-2 text-meta font-normal text-text-2"
      >
        <Database aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
        <span className="truncate">embedded · {runtime.store}</span>
      </button>
    </Tooltip>
  );
}
