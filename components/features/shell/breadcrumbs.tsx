'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { ChevronRight } from 'lucide-react';
import { truncateMiddle } from '@/components/shared/truncate-middle';
import { instanceOf, isUnder, PAGES } from './pages';

const ENDS = { head: 12, tail: 8 };

/** Where this page lies. */
export function Breadcrumbs() {
  const pathname = usePathname();
  const page = PAGES.find((candidate) => isUnder(pathname, candidate));
  const leaf = leafOf(pathname);
  if (page === undefined) return null;
  return (
    <nav aria-label="Breadcrumbs" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1 font-medium">
        <li className="shrink-0">
          {leaf === undefined ? (
            <span aria-current="page">{page.title}</span>
          ) : (
            <Link href={page.href} className="text-text-2 hover:text-text hover:underline">
              {page.title}
            </Link>
          )}
        </li>
        {leaf !== undefined && (
          <li className="flex min-w-0 items-center gap-1">
            <ChevronRight aria-hidden className="size-3.5 shrink-0 text-text-3" />
            <span aria-current="page" className={leaf.isId ? 'mono truncate' : 'truncate'}>
              {leaf.isId ? truncateMiddle(leaf.text, ENDS) : leaf.text}
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
}

function leafOf(pathname: string): { readonly text: string; readonly isId: boolean } | undefined {
  if (pathname === '/compare') return { text: 'Compare', isId: false };
  const [, first, , last] = pathname.split('/');
  if (first === 'workflows' && last !== undefined) return { text: decodeURIComponent(last), isId: false };
  if (pathname.startsWith('/operations/bulk/') && last !== undefined) {
    return { text: decodeURIComponent(last), isId: true };
  }
  const instance = instanceOf(pathname);
  return instance === undefined ? undefined : { text: instance.instanceId, isId: true };
}
