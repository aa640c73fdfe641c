'use client';

import type { ReactNode } from 'react';
import { Tooltip as Radix } from 'radix-ui';
import { classNames } from './class-names';
import { passOn } from './escape';

/** Wraps the app once: tooltips open after 300 ms of hover, or at once on focus. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={300}>{children}</Radix.Provider>;
}

export type TooltipProps = {
  content: ReactNode;
  /** One element that can take focus and a ref. */
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  className?: string;
};

/** Shows `content` beside its child on hover and focus. Esc closes it with what it is in. */
export function Tooltip({ content, children, side = 'top', className }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onEscapeKeyDown={passOn}
          className={classNames(
            'animate-fade-in z-50 max-w-80 rounded-control border border-border bg-raised px-2 py-1 text-meta font-normal text-text shadow-popover',
            className,
          )}
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
