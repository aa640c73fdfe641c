'use client';

import { useEffect, type ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';

export type PanelFrameProps = {
  label: string;
  title: string;
  onClose: () => void;
  closeIcon: LucideIcon;
  children: ReactNode;
};

/** For what floats at the right of a tab while the panel is open, where the panel lies over the tab. */
export const BESIDE_PANEL = 'max-roomy:right-[388px]';

/** The panel at the right of a tab; on very narrow screens it lies over it. Closed from inside, it gives the focus back. */
export function PanelFrame({ label, title, onClose, closeIcon, children }: PanelFrameProps) {
  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      const isLost = document.activeElement === document.body;
      if (isLost && opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <aside
      aria-label={label}
      data-testid="step-panel"
      data-side-panel
      className="flex w-[440px] shrink-0 flex-col rounded-card border border-border bg-surface max-wide:w-[380px] max-roomy:absolute max-roomy:top-3 max-roomy:right-0 max-roomy:bottom-0 max-roomy:z-20 max-roomy:max-w-full max-roomy:shadow-popover"
    >
      <div className="flex items-center gap-2 border-b border-border py-2 pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate text-section" title={title}>
          {title}
        </h2>
        <IconButton compact icon={closeIcon} label="Close the panel" onClick={onClose} />
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4 [&>*]:shrink-0">{children}</div>
    </aside>
  );
}
