'use client';

import type { ComponentProps, ReactNode } from 'react';
import { AlertDialog as Radix } from 'radix-ui';
import { classNames } from './class-names';
import { overlayStyles, panelStyles } from './dialog';
import { useEscape } from './escape';
import { useReturnFocus } from './use-return-focus';

export const AlertDialog = Radix.Root;
/** Closes without acting; focused first. */
export const AlertDialogCancel = Radix.Cancel;
/** Closes and acts. Keep the dialog open for an answer by preventing the default of its click. */
export const AlertDialogAction = Radix.Action;

export type AlertDialogContentProps = Omit<ComponentProps<typeof Radix.Content>, 'title'> & {
  title: ReactNode;
  /** What will be hit, and whether it can be undone. */
  description: ReactNode;
};

/** The panel of a confirmation: a click outside does not close it. */
export function AlertDialogContent(props: AlertDialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayStyles} />
      <Panel {...props} />
    </Radix.Portal>
  );
}

function Panel({ title, description, className, children, ...props }: AlertDialogContentProps) {
  const returnFocus = useReturnFocus();
  const { closer, onKeyDown } = useEscape();
  return (
    <Radix.Content
      {...returnFocus}
      onKeyDown={onKeyDown}
      className={classNames(panelStyles, 'w-[min(480px,calc(100vw-32px))]', className)}
      {...props}
    >
      <Radix.Title className="text-section break-words">{title}</Radix.Title>
      <Radix.Description asChild>
        <div className="mt-2 text-form text-text-2">{description}</div>
      </Radix.Description>
      {children}
      {/* Not Cancel: the panel gives that the focus. */}
      <Radix.Action ref={closer} tabIndex={-1} hidden />
    </Radix.Content>
  );
}
