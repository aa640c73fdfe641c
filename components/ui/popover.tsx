'use client';

import type { ComponentProps } from 'react';
import { Popover as Radix } from 'radix-ui';
import { classNames } from './class-names';
import { useEscape } from './escape';
import { floatingStyles } from './floating-styles';

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export type PopoverContentProps = ComponentProps<typeof Radix.Content> & {
  /** What the panel is for; read aloud. */
  label: string;
};

/** A floating panel beside its trigger. */
export function PopoverContent(props: PopoverContentProps) {
  return (
    <Radix.Portal>
      <Panel {...props} />
    </Radix.Portal>
  );
}

function Panel({ className, label, children, ...props }: PopoverContentProps) {
  const { closer, onKeyDown } = useEscape();
  return (
    <Radix.Content
      aria-label={label}
      align="start"
      sideOffset={4}
      collisionPadding={8}
      onKeyDown={onKeyDown}
      className={classNames(
        floatingStyles,
        'max-h-(--radix-popover-content-available-height) overflow-auto p-3',
        className,
      )}
      {...props}
    >
      {children}
      <Radix.Close ref={closer} tabIndex={-1} hidden />
    </Radix.Content>
  );
}
