'use client';

import { ArrowUp } from 'lucide-react';
import { formatMany } from '@/components/shared/format-number';

/** How many executions arrived above; a click shows them. */
export function NewRowsPill({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-10 z-20 flex justify-center">
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="animate-fade-in pointer-events-auto inline-flex h-7 items-center gap-1.5 rounded-full bg-accent-solid px-3 font-medium text-white shadow-popover hover:bg-accent-solid-hover"
        >
          <ArrowUp aria-hidden className="size-3.5" strokeWidth={2} />
          {formatMany(count, 'new execution')}
        </button>
      )}
    </div>
  );
}
