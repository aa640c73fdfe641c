'use client';

import type { ComponentProps } from 'react';
import { Switch as Radix } from 'radix-ui';
import { classNames } from './class-names';

/** On or off, at once. Give it a label or `aria-label`. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={classNames(
        'relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-control bg-sunken transition-colors duration-[80ms] before:absolute before:-inset-1 data-[state=checked]:border-accent-solid data-[state=checked]:bg-accent-solid',
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-text-3 transition-transform duration-[120ms] data-[state=checked]:translate-x-[18px] data-[state=checked]:bg-white" />
    </Radix.Root>
  );
}
