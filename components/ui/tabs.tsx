'use client';

import type { ComponentProps } from 'react';
import { Tabs as Radix } from 'radix-ui';
import { classNames } from './class-names';

export const Tabs = Radix.Root;

/** The row of tab heads, on a hairline. */
export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={classNames('flex items-center gap-4 border-b border-border', className)} {...props} />;
}

/** One tab head; the chosen one is underlined in the accent. */
export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      className={classNames(
        '-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-0.5 font-medium whitespace-nowrap text-text-2 transition-colors duration-[80ms] hover:text-text data-[state=active]:border-accent data-[state=active]:text-text',
        className,
      )}
      {...props}
    />
  );
}

/** What a tab shows. */
export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={classNames('min-h-0', className)} {...props} />;
}
