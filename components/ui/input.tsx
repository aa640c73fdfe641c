import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export const fieldStyles =
  'w-full rounded-control border border-control bg-surface px-2.5 text-body text-text placeholder:text-text-3 aria-invalid:border-failed disabled:text-text-3';

/** One line of text. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={classNames(fieldStyles, 'h-8', className)} {...props} />;
}
