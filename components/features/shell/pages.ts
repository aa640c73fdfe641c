import {
  Activity,
  Layers,
  LayoutDashboard,
  PencilRuler,
  ScrollText,
  Server,
  Settings,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import type { InstanceRef } from '@/lib/domain/instance';

export type Page = {
  readonly href: string;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly keys: string;
  /** Stands above the first page of its group. */
  readonly group?: string;
};

/** The pages of the rail; only what exists. */
export const PAGES: readonly Page[] = [
  { href: '/', title: 'Overview', icon: LayoutDashboard, keys: 'g o' },
  { href: '/instances', title: 'Executions', icon: Activity, keys: 'g e' },
  { href: '/workflows', title: 'Workflows', icon: Workflow, keys: 'g w' },
  { href: '/workers', title: 'Workers', icon: Server, keys: 'g r' },
  { href: '/composer', title: 'Composer', icon: PencilRuler, keys: 'g c' },
  { href: '/operations/bulk', title: 'Bulk jobs', icon: Layers, keys: 'g b', group: 'Operations' },
  { href: '/operations/audit', title: 'Audit', icon: ScrollText, keys: 'g a' },
  { href: '/settings', title: 'Settings', icon: Settings, keys: 'g s', group: 'Console' },
];

/** True when a path is the page itself or lies under it; executions are compared under theirs. */
export function isUnder(pathname: string, page: Page): boolean {
  if (page.href === '/') return pathname === '/';
  if (pathname === '/compare') return page.href === '/instances';
  return pathname === page.href || pathname.startsWith(`${page.href}/`);
}

/** The execution whose page a path is. */
export function instanceOf(pathname: string): InstanceRef | undefined {
  const [, first, appId, instanceId] = pathname.split('/');
  if (first !== 'instances' || appId === undefined || instanceId === undefined) return undefined;
  return { appId: decodeURIComponent(appId), instanceId: decodeURIComponent(instanceId) };
}

/** The tabs of an execution's page, by the name they have in its URL. */
export const EXECUTION_TABS = [
  { tab: 'graph', title: 'Graph' },
  { tab: 'timeline', title: 'Timeline' },
  { tab: 'history', title: 'History' },
  { tab: 'payloads', title: 'Input & output' },
  { tab: 'related', title: 'Related' },
] as const;
