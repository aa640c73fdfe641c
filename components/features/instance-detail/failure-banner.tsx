'use client';

import { useState } from 'react';
import { OctagonX } from 'lucide-react';
import type { Failure } from '@/lib/domain/failure';
import type { StepNode } from '@/lib/graph/graph';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';

export type FailureBannerProps = {
  failure: Failure;
  /** The step it most likely came from. */
  step?: StepNode | undefined;
  onGoToStep: (stepId: string) => void;
};

/** Why the run failed, in the workflow's own words. */
export function FailureBanner({ failure, step, onGoToStep }: FailureBannerProps) {
  const [open, setOpen] = useState(false);
  const stack = stackOf(failure);
  return (
    <Banner
      tone="failed"
      icon={OctagonX}
      actions={
        <>
          {step !== undefined && (
            <Button size="compact" onClick={() => onGoToStep(step.id)}>
              Go to step
            </Button>
          )}
          {stack !== '' && (
            <Button size="compact" aria-expanded={open} onClick={() => setOpen(!open)}>
              Stack
            </Button>
          )}
          <CopyButton text={`${failure.type}: ${failure.message}\n${stack}`} label="Copy failure" />
        </>
      }
    >
      <p className="line-clamp-4">
        {failure.type !== '' && <span className="font-medium">{failure.type}: </span>}
        {failure.message}
        {step !== undefined && <span className="text-text-2"> · from step {step.name}</span>}
      </p>
      {open && <pre className="mono mt-2 max-h-60 overflow-auto whitespace-pre-wrap text-text-2">{stack}</pre>}
    </Banner>
  );
}

function stackOf(failure: Failure): string {
  const own = failure.stack ?? '';
  if (failure.inner === undefined) return own;
  const { type, message } = failure.inner;
  return `${own}\nCaused by ${type}: ${message}\n${stackOf(failure.inner)}`.trim();
}
