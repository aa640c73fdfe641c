import { refKey, type InstanceRef } from '@/lib/domain/instance';

const KEY = 'perdure-row-left';

/** Remembers, in this tab of the browser, from which row of the page it is left. */
export function keepRowLeft(ref: InstanceRef): void {
  sessionStorage.setItem(KEY, `${here()}\n${refKey(ref)}`);
}

/** The key of the row from which this very page was left last, told once; undefined when another page was. */
export function takeRowLeft(): string | undefined {
  const kept = sessionStorage.getItem(KEY);
  const page = `${here()}\n`;
  if (!kept?.startsWith(page)) return undefined;
  sessionStorage.removeItem(KEY);
  return kept.slice(page.length);
}

function here(): string {
  return `${location.pathname}${location.search}`;
}
