'use client';

import { CircleAlert, Lock } from 'lucide-react';
import { AppError } from '@/lib/domain/app-error';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';

export type ErrorStateProps = {
  /** What was attempted: "Could not load the executions." */
  title: string;
  error: unknown;
  /** What is safe, when the error does not say so. */
  safe?: string;
  onRetry?: () => void;
  className?: string;
};

/**
 * What failed, why, what is safe and what to do, with the code and a copy of the details. Never a stack. What somebody may not
 * see is no failure, and trying again does not change it.
 */
export function ErrorState({ title, error, safe = 'Nothing was changed.', onRetry, className }: ErrorStateProps) {
  const { code, message, hint } = describeError(error);
  const isForbidden = code === 'forbidden';
  const next = hint ?? (isForbidden ? undefined : safe);
  return (
    <div role="alert" className={classNames('flex flex-col items-center gap-2 px-6 py-16 text-center', className)}>
      {isForbidden ? (
        <Lock aria-hidden className="size-6 text-text-3" strokeWidth={1.5} />
      ) : (
        <CircleAlert aria-hidden className="size-6 text-failed" strokeWidth={1.5} />
      )}
      <p className="text-form font-medium text-text">{title}</p>
      <p className="max-w-prose break-words text-text-2">{message}</p>
      {next !== undefined && <p className="max-w-prose break-words text-text-2">{next}</p>}
      <div className="mt-2 flex items-center gap-2">
        {onRetry !== undefined && !isForbidden && <Button onClick={onRetry}>Try again</Button>}
        <span className="mono text-text-3">{code}</span>
        <CopyButton text={`${title} ${message} ${hint ?? ''} (${code})`} label="Copy details" />
      </div>
    </div>
  );
}

type Description = { code: string; message: string; hint: string | undefined };

function describeError(error: unknown): Description {
  if (error instanceof AppError) return { code: error.code, message: error.message, hint: error.hint };
  return { code: 'internal', message: 'An unexpected error occurred in the console.', hint: undefined };
}
