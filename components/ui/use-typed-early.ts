import { useEffect, type RefObject } from 'react';

/**
 * Keeps what stood in a controlled field before the page had its code: typed by somebody quick, or filled in by the browser.
 * React takes over such a field without looking into it, and would put back what the server had drawn.
 */
export function useTypedEarly(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    if (field.current !== null) tellWhatIsTyped(field.current);
  }, [field]);
}

function tellWhatIsTyped(field: HTMLInputElement): void {
  const { value: typed, defaultValue: drawn } = field;
  if (typed === drawn) return;
  field.value = drawn;
  // React notes what is assigned to the field itself as known; assigned past it, the text is news, as if typed now.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, typed);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
