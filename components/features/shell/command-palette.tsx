'use client';

import { useEffect, useState } from 'react';
import { usePathname, useRouter } from 'next/navigation';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { GitCompare, Moon, PanelTop, Plus, Search, Snowflake, Sun, Workflow } from 'lucide-react';
import { comparePage, instancePage } from '@/lib/api/paths';
import type { InstanceRef } from '@/lib/domain/instance';
import { writeContains } from '@/lib/query/write-query';
import { executionsPage } from '@/components/shared/execution-search-params';
import { useLive } from '@/components/shared/live-provider';
import { findById, workflowsQuery } from '@/components/shared/queries';
import { useStartRequest } from '@/components/shared/start-request';
import { StatusIcon } from '@/components/shared/status-icon';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import { workflowPage } from '@/components/shared/workflow-search-params';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { PaletteGroup, PaletteItem } from './palette-parts';
import { EXECUTION_TABS, instanceOf, PAGES } from './pages';
import { applyTheme } from './theme-switch';

const FOUND_AT_MOST = 8;

export type CommandPaletteProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Jump to a page, a workflow or an execution, or do one of the few things that work everywhere. */
export function CommandPalette({ open, onOpenChange }: CommandPaletteProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={<span className="sr-only">Search or jump</span>} className="overflow-hidden p-0">
        <Palette onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function Palette({ onDone }: { onDone: () => void }) {
  const [text, setText] = useState('');
  const [selected, setSelected] = useState('');
  const router = useRouter();
  const live = useLive();
  const { ask } = useStartRequest();
  const go = (href: string) => () => {
    onDone();
    router.push(href);
  };
  const act = (action: () => void) => () => {
    onDone();
    action();
  };
  const typed = text.trim();
  return (
    <Command label="Search or jump" loop value={selected} onValueChange={setSelected}>
      <div className="flex items-center gap-2 border-b border-border px-4">
        <Search aria-hidden className="size-4 shrink-0 text-text-3" strokeWidth={1.75} />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="A page, a workflow, an instance ID…"
          className="h-12 w-full bg-transparent text-form outline-none"
        />
      </div>
      <Command.List className="max-h-[50vh] overflow-auto p-2">
        <Command.Empty className="px-2 py-6 text-center text-body text-text-2">Nothing matches.</Command.Empty>
        {typed !== '' && <FoundExecutions text={typed} go={go} onFound={setSelected} />}
        <ThisExecution go={go} />
        <PaletteGroup heading="Pages">
          {PAGES.map(({ href, title, icon, keys }) => (
            <PaletteItem key={href} icon={icon} keys={keys} value={title} onSelect={go(href)} />
          ))}
        </PaletteGroup>
        <WorkflowItems go={go} />
        <PaletteGroup heading="Actions">
          <PaletteItem icon={Plus} value="Start an execution" onSelect={act(() => ask({}))} />
        </PaletteGroup>
        <PaletteGroup heading="View">
          <PaletteItem
            icon={Snowflake}
            keys="f"
            value={live.frozenAt === undefined ? 'Freeze the view' : 'Follow again'}
            onSelect={act(live.frozenAt === undefined ? live.freeze : live.unfreeze)}
          />
          <PaletteItem icon={Sun} value="Light theme" onSelect={act(() => applyTheme('light'))} />
          <PaletteItem icon={Moon} value="Dark theme" onSelect={act(() => applyTheme('dark'))} />
        </PaletteGroup>
      </Command.List>
    </Command>
  );
}

type Go = (href: string) => () => void;

/** What the page of an execution has to offer, while it is open. */
function ThisExecution({ go }: { go: Go }) {
  const instance = instanceOf(usePathname());
  if (instance === undefined) return null;
  return (
    <PaletteGroup heading="This execution">
      {EXECUTION_TABS.map(({ tab, title }) => (
        <PaletteItem
          key={tab}
          icon={PanelTop}
          value={`Show ${title.toLowerCase()}`}
          onSelect={go(`${instancePage(instance)}?tab=${tab}`)}
        />
      ))}
      <PaletteItem icon={GitCompare} value="Compare with another execution" onSelect={go(comparePage(instance))} />
    </PaletteGroup>
  );
}

type FoundExecutionsProps = { text: string; go: Go; onFound: (value: string) => void };

function FoundExecutions({ text, go, onFound }: FoundExecutionsProps) {
  const { data } = useQuery({
    queryKey: ['instances', 'jump', text],
    queryFn: ({ signal }) => findById(text, FOUND_AT_MOST, signal),
    placeholderData: keepPreviousData,
  });
  const best = data?.find(({ instanceId }) => instanceId === text) ?? data?.[0];
  const bestValue = best === undefined ? undefined : valueOf(best);
  useEffect(() => {
    if (bestValue !== undefined) onFound(bestValue);
  }, [bestValue, text, onFound]);
  return (
    <PaletteGroup heading="Executions">
      {data?.map((instance) => (
        <Command.Item
          key={valueOf(instance)}
          value={valueOf(instance)}
          keywords={[text]}
          onSelect={go(instancePage(instance))}
          className="flex h-9 items-center gap-2 rounded-control px-2 data-[selected=true]:bg-selected"
        >
          <StatusIcon status={instance.status} label={STATUS_STYLES[instance.status].word} />
          <span className="mono truncate">{instance.instanceId}</span>
          <span className="ml-auto truncate text-body text-text-3">
            {instance.name} · {instance.appId}
          </span>
        </Command.Item>
      ))}
      <PaletteItem
        icon={Search}
        value={`List executions whose ID contains ${text}`}
        onSelect={go(executionsPage({ q: writeContains('id', text) }))}
      />
    </PaletteGroup>
  );
}

function valueOf({ appId, instanceId }: InstanceRef): string {
  return `${appId} ${instanceId}`;
}

function WorkflowItems({ go }: { go: Go }) {
  const { data } = useQuery(workflowsQuery());
  if (data === undefined || data.workflows.length === 0) return null;
  return (
    <PaletteGroup heading="Workflows">
      {data.workflows.map(({ appId, name }) => (
        <PaletteItem
          key={`${appId} ${name}`}
          icon={Workflow}
          value={`${name} · ${appId}`}
          onSelect={go(workflowPage({ appId, name }))}
        />
      ))}
    </PaletteGroup>
  );
}
