'use client';

import { useState } from 'react';
import Link from 'next/link';
import { instancePage } from '@/lib/api/paths';
import { durationWords } from '@/lib/domain/duration-words';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Difference } from '@/lib/graph/compare-runs';
import { classNames } from '@/components/ui/class-names';
import { StatusIcon } from '@/components/shared/status-icon';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import { StepKindIcon } from '../step-kind-icon';
import { differenceNote, type CompareRow, type Side } from './compare-rows';

/** So many places are shown before somebody asks for all. */
const PLACES = 8;
/** Longer values are cut: the pages of the executions show them whole. */
const LETTERS = 400;

const MARK_WORDS = { '=': 'equal', '≠': 'differs', '−': 'only in A', '+': 'only in B' } as const;

export type ComparedRowProps = { row: CompareRow; a: InstanceRef; b: InstanceRef; current: boolean };

/** One step of either run, and where it differs. */
export function ComparedRow({ row, a, b, current }: ComparedRowProps) {
  const { title, mark, step, slower } = row;
  return (
    <>
      <tr
        data-testid="compared-row"
        aria-current={current}
        className={classNames('h-9 border-b border-border', current && 'bg-selected')}
      >
        <th scope="row" className={classNames('px-3 font-normal', current && 'shadow-[inset_2px_0_0_var(--accent)]')}>
          <span className="flex min-w-0 items-center gap-2">
            <span role="img" aria-label={MARK_WORDS[mark]} className="mono w-3 shrink-0 text-text-2">
              {mark}
            </span>
            {step !== undefined && <StepKindIcon step={step} />}
            <span className={classNames('truncate', step === undefined && 'font-semibold')} title={title}>
              {title}
            </span>
          </span>
        </th>
        <SideCell side={row.a} run={a} absent={step !== undefined} title={title} />
        <SideCell side={row.b} run={b} absent={step !== undefined} title={title} />
        <td className="px-3 text-right whitespace-nowrap text-text-2">{slower === undefined ? '' : signed(slower)}</td>
        <td className={classNames('truncate px-3', mark === '=' && 'text-text-3')}>{differenceNote(row)}</td>
      </tr>
      {row.differences.map((difference) => (
        <Places key={difference.kind} difference={difference} />
      ))}
    </>
  );
}

type SideCellProps = { side: Side | undefined; run: InstanceRef; absent: boolean; title: string };

function SideCell({ side, run, absent, title }: SideCellProps) {
  if (side === undefined) return <td className="px-3 text-text-3">{absent ? '(not reached)' : ''}</td>;
  const { status, word, tries, stepId } = side;
  const words = word ?? STATUS_STYLES[status].word;
  const facts = `${factsOf(side, words)}${tries > 1 ? ` ×${tries}` : ''}`;
  return (
    <td className="px-3">
      <span className="flex items-center gap-1.5">
        <StatusIcon status={status} label={words} className="size-3.5" />
        {stepId === undefined ? (
          facts
        ) : (
          <Link
            href={`${instancePage(run)}?step=${encodeURIComponent(stepId)}`}
            aria-label={`${title} in ${run.instanceId}, ${facts}`}
            className="hover:underline"
          >
            {facts}
          </Link>
        )}
      </span>
    </td>
  );
}

/** How long it took; what became of it as well where that is not what one hopes for. */
function factsOf({ status, span }: Side, words: string): string {
  if (span === undefined) return words;
  return status === 'completed' ? durationWords(span) : `${words}, ${durationWords(span)}`;
}

function Places({ difference: { kind, lines } }: { difference: Difference }) {
  const [all, setAll] = useState(false);
  const rest = all ? 0 : lines.length - PLACES;
  return (
    <>
      {(all ? lines : lines.slice(0, PLACES)).map(({ label, a, b }) => (
        <tr key={label} className="border-b border-border bg-sunken align-top">
          <th scope="row" className="py-1 pr-3 pl-8 font-normal break-words">
            <span className="text-text-3">{label === kind ? '' : `${kind} `}</span>
            <span className={label.startsWith('$') ? 'mono' : ''}>{label}</span>
          </th>
          <Value sign="−" text={a} />
          <Value sign="+" text={b} />
          <td colSpan={2} />
        </tr>
      ))}
      {rest > 0 && (
        <tr className="border-b border-border bg-sunken">
          <td colSpan={5} className="py-1 pl-8 text-text-3">
            <button type="button" className="text-accent hover:underline" onClick={() => setAll(true)}>
              Show {rest.toLocaleString('en-US')} more of the {kind}
            </button>
          </td>
        </tr>
      )}
    </>
  );
}

function Value({ sign, text }: { sign: string; text: string | undefined }) {
  if (text === undefined) return <td className="px-3 py-1 text-text-3">{sign} (none)</td>;
  const short = text.length > LETTERS ? `${text.slice(0, LETTERS)}…` : text;
  return (
    <td className="mono px-3 py-1 wrap-anywhere">
      <span className="text-text-3">{sign} </span>
      {short}
    </td>
  );
}

function signed(span: number): string {
  if (span === 0) return '0 ms';
  return `${span < 0 ? '−' : '+'}${durationWords(Math.abs(span))}`;
}
