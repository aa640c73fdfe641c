'use client';

import { Toaster as Sonner } from 'sonner';

/** Where toasts appear: bottom right, three at most, six seconds. Call `toast` of sonner to show one. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      visibleToasts={3}
      duration={6000}
      toastOptions={{
        style: {
          background: 'var(--raised)',
          color: 'var(--text)',
          border: '1px solid var(--border)',
          borderRadius: 8,
          boxShadow: 'var(--elevation-popover)',
          fontFamily: 'inherit',
          fontSize: 13,
        },
      }}
    />
  );
}
