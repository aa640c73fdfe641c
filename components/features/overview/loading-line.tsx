import { Skeleton } from '@/components/ui/skeleton';

/** The place of a line that is still being read. */
export function LoadingLine() {
  return (
    <li className="animate-appear flex h-10 items-center border-b border-border px-4 last:border-b-0">
      <Skeleton className="h-3 w-3/4" />
    </li>
  );
}
