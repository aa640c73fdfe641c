import type { ReactNode } from 'react';

/** A name and what stands for it. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-1.5 whitespace-nowrap">
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0 truncate text-text">{children}</dd>
    </div>
  );
}
