'use client';

import type { ComponentProps } from 'react';
import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import { classNames } from './class-names';
import { floatingItemStyles, floatingStyles } from './floating-styles';

export const DropdownMenu = Radix.Root;
export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuRadioGroup = Radix.RadioGroup;

/** The list of a menu. */
export function DropdownMenuContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        className={classNames(floatingStyles, 'min-w-44 p-1', className)}
        {...props}
      />
    </Radix.Portal>
  );
}

/** One thing to do, or with `asChild` one link. */
export function DropdownMenuItem({ className, ...props }: ComponentProps<typeof Radix.Item>) {
  return <Radix.Item className={classNames(floatingItemStyles, className)} {...props} />;
}

/** One choice of a group; the chosen one carries a check. */
export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={classNames(floatingItemStyles, 'pr-8', className)} {...props}>
      {children}
      <Radix.ItemIndicator className="absolute right-2">
        <Check aria-hidden strokeWidth={1.75} />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

/** A line between what belongs together and what does not. */
export function DropdownMenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-border" />;
}
