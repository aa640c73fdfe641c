import Link from 'next/link';
import { OctagonX } from 'lucide-react';
import type { TrendsJson } from '@/lib/api/trends';
import type { TrendRange } from '@/lib/domain/trend';
import { compareFailures } from '@/components/shared/trends/compare-failures';
import { failedPage } from '@/components/shared/trends/trend-links';

/** Says that far more failed than in the time before; nothing otherwise. */
export function WorseThanBefore({ trends, range }: { trends: TrendsJson | undefined; range: TrendRange }) {
  if (trends === undefined) return null;
  const sentence = compareFailures(trends, range);
  if (sentence === undefined) return null;
  return (
    <p className="flex items-center gap-2 rounded-card border border-border bg-failed-tint px-4 py-2 text-form">
      <OctagonX aria-hidden className="size-4 shrink-0 text-failed" strokeWidth={1.75} />
      <span>{sentence}</span>
      <Link href={failedPage(trends)} className="ml-auto shrink-0 font-medium text-text underline hover:no-underline">
        Show them
      </Link>
    </p>
  );
}
