import type { KeyboardEvent } from 'react';

const ITEM = '[role=treeitem]';

/** Moves in a tree as its keys say: up and down, in and out, to both ends; Enter follows the link of a row. */
export function onTreeKey(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEM)];
  const item = (event.target as HTMLElement).closest<HTMLElement>(ITEM);
  const at = item === null ? -1 : items.indexOf(item);
  if (item === null || event.altKey || event.ctrlKey || event.metaKey) return;
  const next = targetOf(event.key, { items, at });
  const isExpanded = item.getAttribute('aria-expanded');
  if (event.key === 'Enter' && event.target === item) item.querySelector<HTMLElement>('a, button')?.click();
  else if (event.key === 'ArrowRight' && isExpanded === 'false') toggle(item);
  else if (event.key === 'ArrowLeft' && isExpanded === 'true') toggle(item);
  else if (next !== undefined) next.focus();
  else return;
  event.preventDefault();
}

type Place = { readonly items: readonly HTMLElement[]; readonly at: number };

function targetOf(key: string, { items, at }: Place): HTMLElement | undefined {
  const level = levelOf(items[at]);
  switch (key) {
    case 'ArrowDown':
      return items[at + 1];
    case 'ArrowUp':
      return items[at - 1];
    case 'ArrowRight':
      return levelOf(items[at + 1]) > level ? items[at + 1] : undefined;
    case 'ArrowLeft':
      return items.slice(0, at).findLast((item) => levelOf(item) < level);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default:
      return undefined;
  }
}

function levelOf(item: HTMLElement | undefined): number {
  return Number(item?.getAttribute('aria-level') ?? 0);
}

function toggle(item: HTMLElement): void {
  item.querySelector<HTMLElement>('[data-toggle]')?.click();
}
