import type { ReactNode } from 'react';

export type HeadedTableProps = { label: string; heads: readonly string[]; children: ReactNode };

/** A table of the settings page, its rows given; a column without a title holds actions. */
export function HeadedTable({ label, heads, children }: HeadedTableProps) {
  return (
    <div className="overflow-x-auto" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full min-w-[760px] border-collapse">
        <thead>
          <tr className="h-8 border-b border-border text-meta text-text-3">
            {heads.map((title) => (
              <th key={title} scope="col" className="px-2 text-left font-medium first:pl-4 last:pr-4">
                {title === '' ? <span className="sr-only">Actions</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
