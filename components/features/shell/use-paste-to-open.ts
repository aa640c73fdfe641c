'use client';

import { useEffect } from 'react';
import { useRouter } from 'next/navigation';
import { instancePage } from '@/lib/api/paths';
import { executionsPage } from '@/components/shared/execution-search-params';
import { findById } from '@/components/shared/queries';

const LONGEST_ID = 256;

/** An instance ID pasted anywhere outside a field opens that execution, or the list of those that contain it. */
export function usePasteToOpen(): void {
  const router = useRouter();
  useEffect(() => {
    const open = async (text: string) => {
      const found = await findById(text, 2).catch(() => []);
      const exact = found.filter(({ instanceId }) => instanceId === text);
      const [only] = exact;
      router.push(only !== undefined && exact.length === 1 ? instancePage(only) : executionsPage({ q: text }));
    };
    const listen = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text').trim() ?? '';
      if (text === '' || text.length > LONGEST_ID || /\s/.test(text) || isField(event.target)) return;
      event.preventDefault();
      void open(text);
    };
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, [router]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea') !== null);
}
