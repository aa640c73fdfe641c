'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useQuery } from '@tanstack/react-query';
import { Keyboard, Orbit } from 'lucide-react';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { formatCount } from '@/components/shared/format-number';
import { countsQuery, workflowsQuery } from '@/components/shared/queries';
import { classNames } from '@/components/ui/class-names';
import { Kbd } from '@/components/ui/kbd';
import { Tooltip } from '@/components/ui/tooltip';
import { isUnder, PAGES, type Page } from './pages';

/** The pages on the left, with live counts; icons alone below 1200 px. */
export function Rail({ onShowKeys }: { onShowKeys: () => void }) {
  const counts = useQuery(countsQuery(NO_FILTER));
  const workflows = useQuery(workflowsQuery());
  const countByPage: Record<string, number | undefined> = {
    '/instances': counts.data?.total.count,
    '/workflows': workflows.data?.workflows.length,
  };
  return (
    <nav aria-label="Pages" className="flex w-14 shrink-0 flex-col border-r border-border bg-surface wide:w-[216px]">
      <Link href="/" className="flex h-12 items-center gap-2 px-5 text-form font-semibold wide:px-4">
        <Orbit aria-hidden className="size-4 text-accent" strokeWidth={2} />
        <span className="max-wide:sr-only">Perdure</span>
      </Link>
      <ul className="flex flex-col gap-0.5 px-2 py-2">
        {PAGES.map((page) => (
          <li key={page.href}>
            {page.group !== undefined && <GroupTitle title={page.group} />}
            <RailLink page={page} count={countByPage[page.href]} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={onShowKeys}
        aria-label="Keyboard shortcuts"
        className="mx-2 mt-auto mb-3 flex h-8 items-center gap-2 rounded-control px-3 text-text-2 hover:bg-hover hover:text-text"
      >
        <Keyboard aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span className="max-wide:hidden">Shortcuts</span>
        <Kbd className="ml-auto max-wide:hidden">?</Kbd>
      </button>
    </nav>
  );
}

/** A line where there is no room for the word. */
function GroupTitle({ title }: { title: string }) {
  return (
    <p className="px-3 pt-3 pb-1 text-meta font-normal text-text-3 max-wide:my-2 max-wide:border-t max-wide:border-border max-wide:p-0">
      <span className="max-wide:sr-only">{title}</span>
    </p>
  );
}

function RailLink({ page, count }: { page: Page; count: number | undefined }) {
  const isHere = isUnder(usePathname(), page);
  const Icon = page.icon;
  return (
    <Tooltip content={page.title} side="right" className="wide:hidden">
      <Link
        href={page.href}
        aria-current={isHere ? 'page' : undefined}
        className={classNames(
          'relative flex h-8 items-center gap-2 rounded-control px-3 font-medium text-text-2 transition-colors duration-[80ms] hover:bg-hover hover:text-text',
          isHere &&
            'bg-selected text-text before:absolute before:inset-y-1.5 before:left-0 before:w-0.5 before:rounded-full before:bg-accent hover:bg-selected',
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span className="max-wide:sr-only">{page.title}</span>
        {count !== undefined && (
          <span className="ml-auto text-meta font-normal text-text-3 max-wide:hidden">{formatCount(count)}</span>
        )}
      </Link>
    </Tooltip>
  );
}
