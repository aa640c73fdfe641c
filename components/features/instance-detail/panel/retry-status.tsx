import type { Step } from '@/lib/domain/step';
import { useNow } from '@/components/shared/use-now';
import { retryLine } from '../retry-line';

/** Which try of an activity failed, why, and when the runtime tries again. */
export function RetryStatus({ step }: { step: Step | undefined }) {
  const line = retryLine(step, useNow(1000));
  return line === undefined ? null : (
    <p className="text-text-2" suppressHydrationWarning>
      {line}
    </p>
  );
}
