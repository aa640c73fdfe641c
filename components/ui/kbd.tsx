import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/** A key on the keyboard. */
export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={classNames(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-chip border border-border bg-sunken px-1 font-sans text-meta text-text-2',
        className,
      )}
      {...props}
    />
  );
}
