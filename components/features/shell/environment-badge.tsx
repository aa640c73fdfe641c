'use client';

import { Cloud, Database } from 'lucide-react';
import type { RuntimeStateJson } from '@/lib/api/schemas';
import { formatRelative } from '@/components/shared/format-time';
import { useNow } from '@/components/shared/use-now';
import { useRuntimeState } from '@/components/shared/use-runtime-state';
import { Tooltip } from '@/components/ui/tooltip';

const REFRESH_MS = 1_000;

/** Which runtime and store this console shows; of a mirror, how old it is. */
export function EnvironmentBadge() {
  const { runtime } = useRuntimeState();
  if (runtime === undefined) return null;
  const { mirror, store, address } = runtime;
  const Icon = mirror === undefined ? Database : Cloud;
  return (
    <Tooltip
      side="bottom"
      content={
        <dl className="grid grid-cols-[auto_1fr] gap-x-2">
          <Fact name={mirror === undefined ? 'Runtime' : 'Sidecars'}>{address}</Fact>
          {mirror !== undefined && <Fact name="Mirror of">{mirror.source}</Fact>}
          <Fact name="Store">{store}</Fact>
        </dl>
      }
    >
      <button
        type="button"
        className="inline-flex h-6 max-w-72 min-w-0 items-center gap-1.5 rounded-chip border border-border px-2 text-meta font-normal text-text-2"
      >
        <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
        <span className="truncate">{mirror === undefined ? `embedded · ${store}` : <Age mirror={mirror} />}</span>
      </button>
    </Tooltip>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="mono break-all">{children}</dd>
    </>
  );
}

function Age({ mirror }: { mirror: NonNullable<RuntimeStateJson['mirror']> }) {
  return <>Dapr · as of {formatRelative(mirror.seenAt, useNow(REFRESH_MS))}</>;
}
