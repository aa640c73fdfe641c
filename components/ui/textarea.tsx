import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import { fieldStyles } from './input';

/** Several lines of text. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={classNames(fieldStyles, 'min-h-20 py-1.5', className)} {...props} />;
}
