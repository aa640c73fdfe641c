'use client';

import { useState } from 'react';

/**
 * Gives the focus back to where it was before a dialog opened; for dialogs without a trigger of their own. Used in what is
 * mounted when the dialog opens: a field that takes the focus by itself has it right after.
 */
export function useReturnFocus() {
  const [before] = useState(openerOf);
  return {
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (before instanceof HTMLElement) before.focus();
    },
  };
}

/** What has the focus; of an item of a menu, which is gone by then, the button that opened the menu. */
function openerOf(): Element | null {
  const active = document.activeElement;
  const trigger = active?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return trigger === null || trigger === undefined ? active : document.getElementById(trigger);
}
