'use client';

import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { DiagramFault } from '@/lib/composer/model/fault';
import { Skeleton } from '@/components/ui/skeleton';

export type FaultListProps = {
  /** Undefined while the diagram is looked at for the first time. */
  faults: readonly DiagramFault[] | undefined;
  onChoose: (element: string) => void;
};

/** What keeps the diagram from becoming a workflow, and what its author should know. */
export function FaultList({ faults, onChoose }: FaultListProps) {
  if (faults === undefined) return <Skeleton className="m-4 h-24" />;
  if (faults.length === 0) {
    return (
      <p className="flex items-center gap-2 p-4 text-text-2">
        <CircleCheck aria-hidden className="size-4 text-completed" strokeWidth={1.75} />
        Nothing is wrong with this diagram.
      </p>
    );
  }
  return (
    <ul aria-label="Faults of the diagram">
      {faults.map((fault, index) => (
        <li key={`${fault.rule} ${fault.element ?? ''} ${index}`} className="border-b border-border last:border-b-0">
          <Fault fault={fault} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}

function Fault({ fault, onChoose }: { fault: DiagramFault; onChoose: (element: string) => void }) {
  const { severity, message, wayOut, rule, element } = fault;
  const Icon = severity === 'error' ? CircleX : TriangleAlert;
  const inside = (
    <>
      <Icon
        aria-label={severity === 'error' ? 'Error' : 'Warning'}
        className={`mt-0.5 size-4 shrink-0 ${severity === 'error' ? 'text-failed' : 'text-suspended'}`}
        strokeWidth={1.75}
      />
      <span className="min-w-0">
        <span className="block break-words text-text">{message}</span>
        <span className="block break-words text-text-2">{wayOut}</span>
        <span className="mono block text-meta text-text-3">{rule}</span>
      </span>
    </>
  );
  const looks = 'flex w-full items-start gap-2 px-4 py-2 text-left';
  if (element === undefined) return <div className={looks}>{inside}</div>;
  return (
    <button type="button" className={`${looks} hover:bg-hover`} onClick={() => onChoose(element)}>
      {inside}
    </button>
  );
}
