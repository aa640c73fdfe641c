import type { Model } from '../model/model';
import type { ProcessGraph } from './graph/process-graph';
import type { BranchSteps } from './lookup';
import { holderOf, workflowTitle, type Naming } from './naming';
import { partsOf } from './parts-of';
import { processLookup } from './process-lookup';
import type { Activity, WorkflowUnit } from './program';
import { PlanRefusal, Unstructured } from './refusal';
import type { Statement, Undo } from './statement';
import { startStatements } from './start-statements';
import { tasksOf } from './tasks-of';
import { tidy } from './tidy';
import { planRegion } from './walker';

export interface UnitSources {
  readonly model: Model;
  readonly graph: ProcessGraph;
  readonly naming: Naming;
  readonly activities: readonly Activity[];
  readonly keepsUndos: boolean;
  /** Name of the record of the data. */
  readonly data: string;
}

/** The workflow of one process, then those of its branches in the order in which they are used. */
export function unitsOf(sources: UnitSources): readonly WorkflowUnit[] {
  const { model, graph, naming, data, keepsUndos } = sources;
  const { process } = graph;
  const branches = new Map<string, BranchSteps>();
  const onBranch = (name: string, steps: BranchSteps) => void branches.set(name, steps);
  const lookup = processLookup({ ...sources, onBranch });
  const undos = undosOf(sources, lookup.undoOf);
  const common = { process: process.id, data, keepsUndos, undos };
  const holder = holderOf(model, process);
  const body = tidy(
    structured(graph, () => startStatements(graph, (from) => planRegion(graph, lookup, [from, new Map()]))),
  );
  const main: WorkflowUnit = {
    ...{ ...common, name: naming.workflow(process.id), title: workflowTitle(model, process) },
    ...(holder !== undefined && { element: holder.id }),
    ...{ origin: process.inside === undefined ? 'process' : 'sub-process', body },
  };
  return [main, ...usedBranches(body, branches).map(([name, steps]) => branchUnit(name, steps))];

  function branchUnit(name: string, steps: BranchSteps): WorkflowUnit {
    const title = `${workflowTitle(model, process)}: ${steps.title}`;
    return { ...common, name, title, element: steps.element, origin: 'branch', body: tidy(steps.body) };
  }
}

function structured(graph: ProcessGraph, make: () => readonly Statement[]): readonly Statement[] {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Unstructured)) throw error;
    const element = graph.element(error.message);
    throw new PlanRefusal({
      ...{ rule: 'parallel-structure', element: error.message },
      message: `The way to "${element?.name || error.message}" jumps in or out of something that runs in parallel.`,
      wayOut: 'Let what is parallel begin at one gateway and end at one of the same kind.',
    });
  }
}

function usedBranches(body: readonly Statement[], branches: ReadonlyMap<string, BranchSteps>): [string, BranchSteps][] {
  const used = new Map<string, BranchSteps>();
  collect(body);
  return [...used];

  function collect(statements: readonly Statement[]): void {
    for (const statement of statements) {
      for (const task of tasksOf(statement)) {
        const steps = task.kind === 'child' ? branches.get(task.workflow) : undefined;
        if (task.kind !== 'child' || steps === undefined || used.has(task.workflow)) continue;
        used.set(task.workflow, steps);
        collect(steps.body);
      }
      partsOf(statement).forEach(collect);
    }
  }
}

function undosOf({ graph }: UnitSources, undoOf: ReturnType<typeof processLookup>['undoOf']): readonly Undo[] {
  const undos = graph.process.elements.flatMap((element) => {
    const undo = element.kind === 'task' || element.kind === 'child' ? undoOf(element) : undefined;
    return undo === undefined ? [] : [undo];
  });
  return undos.filter((undo, at) => undos.findIndex(({ name }) => name === undo.name) === at);
}
