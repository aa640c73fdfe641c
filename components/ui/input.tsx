import { useImperativeHandle, useRef, type ComponentProps } from 'react';
import { classNames } from './class-names';
import { useTypedEarly } from './use-typed-early';

export const fieldStyles =
  'w-full rounded-control border border-control bg-surface px-2.5 text-body text-text placeholder:text-text-3 aria-invalid:border-failed disabled:text-text-3';

/** One line of text. */
export function Input({ className, ref, ...props }: ComponentProps<'input'>) {
  const field = useRef<HTMLInputElement>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => field.current);
  useTypedEarly(field);
  return <input ref={field} className={classNames(fieldStyles, 'h-8', className)} {...props} />;
}
