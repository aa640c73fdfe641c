import {
  createSerializer,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
  type inferParserType,
} from 'nuqs';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { writeClause, writeStep } from '@/lib/query/write-query';

/** What a chosen step must have done in the runs that are listed. `never`: it was not reached. */
export const STEP_FATES = ['any', 'failed', 'waiting', 'never'] as const;
export type StepFate = (typeof STEP_FATES)[number];

/** How many of the newest runs are drawn as one. */
export const SAMPLE_SIZES = ['100', '1000', '5000'] as const;

/** What the address of a workflow's page says about the view. */
export const workflowSearchParams = {
  /** Name of the chosen step. */
  step: parseAsString,
  fate: parseAsStringLiteral(STEP_FATES).withDefault('any'),
  status: parseAsArrayOf(parseAsStringLiteral(INSTANCE_STATUSES)).withDefault([]),
  version: parseAsString,
  runs: parseAsStringLiteral(SAMPLE_SIZES).withDefault('1000'),
  heat: parseAsStringLiteral(['failures', 'time'] as const).withDefault('failures'),
  layout: parseAsStringLiteral(['down', 'right'] as const).withDefault('down'),
  rare: parseAsStringLiteral(['hide', 'show'] as const).withDefault('hide'),
};

export type WorkflowSearch = inferParserType<typeof workflowSearchParams>;

/** The view as the URL has it, and how to change it. Changes replace the entry of the browser's history. */
export function useWorkflowSearch() {
  return useQueryStates(workflowSearchParams, { history: 'replace', shallow: true });
}

export type SetWorkflowSearch = ReturnType<typeof useWorkflowSearch>[1];

export type WorkflowRef = { readonly appId: string; readonly name: string };

const serialize = createSerializer(workflowSearchParams);

/** The address of the page of a workflow. */
export function workflowPage({ appId, name }: WorkflowRef, search: Partial<WorkflowSearch> = {}): string {
  return serialize(`/workflows/${encodeURIComponent(appId)}/${encodeURIComponent(name)}`, search);
}

/** The runs that the graph is drawn of. */
export function drawnFilter({ appId, name }: WorkflowRef, { version }: Pick<WorkflowSearch, 'version'>): ListFilter {
  const query = version === null ? undefined : writeClause({ field: 'version', values: [version] });
  return { statuses: [], appIds: [appId], names: [name], query };
}

/** The runs that are listed below the graph: those drawn that the chosen step and statuses leave. */
export function listedFilter(workflow: WorkflowRef, search: WorkflowSearch): ListFilter {
  const drawn = drawnFilter(workflow, search);
  const clauses = [drawn.query, stepClause(search)].filter((clause) => clause !== undefined);
  return { ...drawn, statuses: search.status, query: clauses.length === 0 ? undefined : clauses.join(' ') };
}

function stepClause({ step, fate }: WorkflowSearch): string | undefined {
  if (step === null || step === '') return undefined;
  if (fate === 'never') return `-${writeStep(step)}`;
  return fate === 'any' ? writeStep(step) : writeStep(step, fate);
}
