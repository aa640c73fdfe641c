import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/** A still block in the place of something that loads. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden className={classNames('h-4 rounded-chip bg-sunken', className)} {...props} />;
}
