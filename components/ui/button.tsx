'use client';

import type { ComponentProps, KeyboardEvent, MouseEvent } from 'react';
import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import { classNames } from './class-names';
import { Tooltip } from './tooltip';

export const buttonStyles = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap transition-colors duration-[80ms] select-none [&_svg]:size-4 [&_svg]:shrink-0 aria-disabled:cursor-not-allowed disabled:cursor-not-allowed',
  {
    variants: {
      variant: {
        primary:
          'bg-accent-solid text-white hover:bg-accent-solid-hover aria-disabled:bg-sunken aria-disabled:text-text-3 disabled:bg-sunken disabled:text-text-3',
        secondary:
          'border border-control bg-surface text-text hover:bg-hover aria-disabled:border-border aria-disabled:text-text-3 aria-disabled:hover:bg-surface disabled:text-text-3',
        ghost:
          'text-text-2 hover:bg-hover hover:text-text aria-disabled:text-text-3 aria-disabled:hover:bg-transparent',
        danger:
          'border border-control bg-surface text-failed hover:bg-failed-tint aria-disabled:border-border aria-disabled:text-text-3 aria-disabled:hover:bg-surface',
        'danger-solid':
          'bg-danger-solid text-white hover:bg-danger-solid-hover aria-disabled:bg-sunken aria-disabled:text-text-3',
      },
      size: { normal: 'h-8 px-3 text-body', compact: 'h-7 px-2 text-body', icon: 'size-8', 'icon-compact': 'size-7' },
    },
    defaultVariants: { variant: 'secondary', size: 'normal' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyles> & {
    /** Why the button cannot be used now. It stays focusable and says so in a tooltip; clicks do nothing. */
    whyDisabled?: string | undefined;
    /** Renders the only child (a link, say) with the looks of a button. */
    asChild?: boolean;
  };

const swallow = (event: MouseEvent<HTMLButtonElement>): void => {
  event.preventDefault();
  event.stopPropagation();
};

/** A menu opens before there is a click: at the press of the pointer, and of these keys. */
const DISABLED = {
  'aria-disabled': true,
  onClick: swallow,
  onPointerDown: undefined,
  onKeyDown: (event: KeyboardEvent<HTMLButtonElement>): void => {
    if (['Enter', ' ', 'ArrowDown'].includes(event.key)) event.preventDefault();
  },
} as const;

/** The one button. Destructive actions are `danger` on pages and `danger-solid` only as the last button of a dialog. */
export function Button({ variant, size, whyDisabled, asChild = false, className, onClick, ...props }: ButtonProps) {
  const Element = asChild ? Slot.Root : 'button';
  const disabled = whyDisabled !== undefined;
  const button = (
    <Element
      {...(asChild ? {} : { type: 'button' as const })}
      {...props}
      onClick={onClick}
      {...(disabled ? DISABLED : {})}
      className={classNames(buttonStyles({ variant, size }), className)}
    />
  );
  return disabled ? <Tooltip content={whyDisabled}>{button}</Tooltip> : button;
}
