'use client';

import { TriangleAlert, Workflow } from 'lucide-react';
import type { InstanceSummary } from '@/lib/domain/instance';
import { shortError } from '@/components/shared/short-error';
import { useNow } from '@/components/shared/use-now';
import { waitingText } from '@/components/shared/waiting-text';
import { Tooltip } from '@/components/ui/tooltip';

/** Name and version, whether it is whole, and whether another workflow started it. */
export function WorkflowCell({ instance: { name, version, parent, flaws } }: { instance: InstanceSummary }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span title={name} className="truncate font-medium">
        {name === '' ? <span className="text-text-3">Name unknown</span> : name}
      </span>
      {version !== undefined && <span className="shrink-0 text-text-3">{version}</span>}
      {flaws !== undefined && <FlawMark flaws={flaws} />}
      {parent !== undefined && (
        <Tooltip content={<>Child of {parent.instanceId}</>}>
          <span role="img" aria-label="Child workflow" className="shrink-0 text-text-3">
            <Workflow aria-hidden className="size-3.5" strokeWidth={1.75} />
          </span>
        </Tooltip>
      )}
    </span>
  );
}

/** Says of a mirrored execution that it is not whole, and what is wrong. */
function FlawMark({ flaws }: { flaws: NonNullable<InstanceSummary['flaws']> }) {
  const [first] = flaws;
  const more = flaws.length > 1 ? `, and ${flaws.length - 1} more` : '';
  return (
    <Tooltip content={`Not whole in the Dapr cluster: ${first?.key} ${first?.what}${more}`}>
      <span role="img" aria-label="Not whole in the Dapr cluster" className="shrink-0 text-failed">
        <TriangleAlert aria-hidden className="size-3.5" strokeWidth={1.75} />
      </span>
    </Tooltip>
  );
}

/** What it does or waits for now. */
export function WaitingCell({ instance }: { instance: InstanceSummary }) {
  const text = waitingText(instance, useNow(1000));
  return text === undefined ? <None /> : <Cut text={text} />;
}

/** How often it was tried, and its last error. */
export function ErrorCell({ instance: { instanceId, attempts, lastError } }: { instance: InstanceSummary }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-text-2">
      {attempts > 1 && (
        <span title={`${attempts} attempts`} className="shrink-0 text-text-2">
          ×{attempts}
        </span>
      )}
      {lastError === undefined ? <None /> : <Cut text={shortError(lastError, instanceId)} whole={lastError} />}
    </span>
  );
}

/** A text that is cut at its end, whole on hover. */
export function Cut({ text, whole = text }: { text: string; whole?: string }) {
  return (
    <span title={whole} className="truncate text-text-2">
      {text}
    </span>
  );
}

/** What a row does not have. */
export function None() {
  return <span className="text-text-3">–</span>;
}
