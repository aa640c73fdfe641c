import { Skeleton } from '@/components/ui/skeleton';

export type LoadingRowsProps = { tracks: string; height: number; columns: number };

const ROWS = Array.from({ length: 14 }, (_, index) => index);

/** Blocks in the grid of the real rows, so that nothing moves when they come. */
export function LoadingRows({ tracks, height, columns }: LoadingRowsProps) {
  const cells = Array.from({ length: columns }, (_, index) => index);
  return (
    <div role="rowgroup" className="animate-appear" data-testid="loading-rows">
      {ROWS.map((row) => (
        <div
          key={row}
          role="row"
          style={{ height, gridTemplateColumns: tracks }}
          className="grid items-center border-b border-border"
        >
          {cells.map((cell) => (
            <div key={cell} role="cell" className="px-2 first:pl-4">
              <Skeleton className="h-3 w-4/5" />
              {row === 0 && cell === 0 && <span className="sr-only">Loading executions</span>}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
