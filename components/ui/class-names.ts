import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      'font-size': [{ text: ['meta', 'body', 'form', 'section', 'page', 'figure', 'code'] }],
      rounded: [{ rounded: ['chip', 'control', 'card', 'dialog'] }],
      shadow: [{ shadow: ['popover', 'dialog'] }],
    },
  },
});

/** Joins class names; of two that say the same thing the later one wins. */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values));
}
