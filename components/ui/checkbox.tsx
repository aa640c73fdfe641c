'use client';

import type { ComponentProps } from 'react';
import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { classNames } from './class-names';

/** A 16 px box inside a 24 px target. Give it a label or `aria-label`. */
export function Checkbox({ className, checked, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...(checked === undefined ? {} : { checked })}
      className={classNames(
        'relative grid size-4 shrink-0 place-items-center rounded-chip border border-control bg-surface text-white before:absolute before:-inset-1 data-[state=checked]:border-accent-solid data-[state=checked]:bg-accent-solid data-[state=indeterminate]:border-accent-solid data-[state=indeterminate]:bg-accent-solid',
        className,
      )}
      {...props}
    >
      <Radix.Indicator>
        {checked === 'indeterminate' ? (
          <Minus aria-hidden className="size-3" strokeWidth={3} />
        ) : (
          <Check aria-hidden className="size-3" strokeWidth={3} />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
}
