'use client';

import type { ComponentProps, ReactNode } from 'react';
import { Dialog as Radix } from 'radix-ui';
import { classNames } from './class-names';
import { useEscape } from './escape';
import { useReturnFocus } from './use-return-focus';

export const Dialog = Radix.Root;
export const DialogClose = Radix.Close;

export const overlayStyles = 'animate-fade-in fixed inset-0 z-40 bg-overlay';
export const panelStyles =
  'animate-dialog-in fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[min(560px,calc(100vw-32px))] -translate-x-1/2 flex-col overflow-auto rounded-dialog bg-raised p-6 text-form text-text shadow-dialog outline-none';

export type DialogContentProps = Omit<ComponentProps<typeof Radix.Content>, 'title'> & {
  title: ReactNode;
  description?: ReactNode;
};

/** The panel of a form dialog. Confirmations use AlertDialog. */
export function DialogContent(props: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayStyles} />
      <Panel {...props} />
    </Radix.Portal>
  );
}

function Panel({ title, description, className, children, ...props }: DialogContentProps) {
  const returnFocus = useReturnFocus();
  const { closer, onKeyDown } = useEscape();
  return (
    <Radix.Content
      {...returnFocus}
      {...(description === undefined ? { 'aria-describedby': undefined } : {})}
      onKeyDown={onKeyDown}
      className={classNames(panelStyles, className)}
      {...props}
    >
      <Radix.Title className="text-section">{title}</Radix.Title>
      {description !== undefined && (
        <Radix.Description className="mt-1 text-form text-text-2">{description}</Radix.Description>
      )}
      {children}
      <Radix.Close ref={closer} tabIndex={-1} hidden />
    </Radix.Content>
  );
}

/** The row of buttons at the end of a dialog; it stays in view while a long dialog scrolls. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-6 -mx-6 mt-2 -mb-6 flex items-center justify-end gap-2 bg-raised px-6 pt-4 pb-6">
      {children}
    </div>
  );
}
