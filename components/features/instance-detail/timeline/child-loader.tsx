'use client';

import { useEffect, useMemo } from 'react';
import type { InstanceRef } from '@/lib/domain/instance';
import { useExecution, type ExecutionState } from '../use-execution';
import { executionTimeline } from './execution-timeline';
import type { ChildLanes } from './lane-rows';

export type ChildLoaderProps = { child: InstanceRef; onLanes: (child: InstanceRef, lanes: ChildLanes) => void };

/** Reads a child that was opened, follows it, and hands on its lanes. Draws nothing. */
export function ChildLoader({ child: { appId, instanceId }, onLanes }: ChildLoaderProps) {
  const view = useExecution({ appId, instanceId });
  const lanes = useChildLanes(view);
  useEffect(() => onLanes({ appId, instanceId }, lanes), [onLanes, appId, instanceId, lanes]);
  return null;
}

function useChildLanes(view: ExecutionState): ChildLanes {
  const { graph, instance, related, entries } = view.state === 'ready' ? view.execution : ABSENT;
  const timeline = useMemo(
    () => (graph === undefined ? undefined : executionTimeline({ graph, instance, related, entries })),
    [graph, instance, related, entries],
  );
  return useMemo((): ChildLanes => {
    if (timeline !== undefined) return { state: 'ready', timeline };
    return { state: view.state === 'ready' ? 'loading' : view.state };
  }, [view.state, timeline]);
}

const ABSENT = { graph: undefined, instance: undefined, related: undefined, entries: undefined } as const;
