import { Activity, LayoutDashboard, Server, Settings, Workflow, type LucideIcon } from 'lucide-react';

export type Page = { readonly href: string; readonly title: string; readonly icon: LucideIcon; readonly keys: string };

/** The pages of the rail; only what exists. */
export const PAGES: readonly Page[] = [
  { href: '/', title: 'Overview', icon: LayoutDashboard, keys: 'g o' },
  { href: '/instances', title: 'Executions', icon: Activity, keys: 'g e' },
  { href: '/workflows', title: 'Workflows', icon: Workflow, keys: 'g w' },
  { href: '/workers', title: 'Workers', icon: Server, keys: 'g r' },
  { href: '/settings', title: 'Settings', icon: Settings, keys: 'g s' },
];

/** True when a path is the page itself or lies under it. */
export function isUnder(pathname: string, page: Page): boolean {
  if (page.href === '/') return pathname === '/';
  return pathname === page.href || pathname.startsWith(`${page.href}/`);
}
