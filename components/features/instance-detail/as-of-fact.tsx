'use client';

import type { AsOf } from '@/lib/domain/as-of';
import { formatRelative } from '@/components/shared/format-time';
import { useNow } from '@/components/shared/use-now';
import { Tooltip } from '@/components/ui/tooltip';
import { Fact } from './fact';

const REFRESH_MS = 1_000;

/** How old what is shown of a mirrored execution is, and whether the cluster itself told it. */
export function AsOfFact({ asOf }: { asOf: AsOf }) {
  const age = formatRelative(asOf.at, useNow(REFRESH_MS));
  if (asOf.from === 'cluster') return <Fact name="Read in the cluster">{age}</Fact>;
  return (
    <Fact name="From the mirror">
      <Tooltip content={asOf.why}>
        <button type="button" data-testid="from-mirror" className="text-failed underline decoration-dotted">
          {age}
        </button>
      </Tooltip>
    </Fact>
  );
}
