import { mermaidOf } from '../print/mermaid';
import type { DiagramFault } from '../model/fault';
import type { Model, Process } from '../model/model';
import { kebabCase, wordsOf } from '../names/words';
import { activitiesOf } from './activities';
import { appsOf, type AppPart } from './apps';
import { FieldTree, UNDOS } from './field-tree';
import { eventsOf } from './events';
import { familiesOf } from './families';
import { gatherFields, userOf } from './gather-fields';
import { ProcessGraph } from './graph/process-graph';
import { Naming, workflowTitle } from './naming';
import { notesOf } from './notes';
import type { Program } from './program';
import type { RecordType } from './record';
import { PlanRefusal } from './refusal';
import { withSingleStarts } from './single-start';
import { unitsOf } from './units';

export type PlanOutcome =
  { readonly ok: true; readonly program: Program } | { readonly ok: false; readonly faults: readonly DiagramFault[] };

export interface PlanOptions {
  /** Dapr App ID; the name of the diagram in kebab case where none is given. */
  readonly appId?: string | undefined;
  /** Each lane that does something is an app of its own, with the App ID that its label gives. */
  readonly lanesAsApps?: boolean | undefined;
}

/** Makes a program of a model that the rules have passed; what they could not see comes back as faults. */
export function plan(model: Model, options: PlanOptions = {}): PlanOutcome {
  try {
    return { ok: true, program: programOf(withSingleStarts(model), { ...options, diagram: mermaidOf(model) }) };
  } catch (error) {
    if (error instanceof PlanRefusal) return { ok: false, faults: [error.fault] };
    throw error;
  }
}

function programOf(model: Model, options: PlanOptions & { readonly diagram: string }): Program {
  const appId = options.appId ?? (kebabCase(wordsOf(model.name)) || 'workflow');
  const naming = new Naming(model);
  const parts = familiesOf(model).map((family) => planFamily(model, naming, family));
  const workflows = parts.flatMap((part) => part.workflows);
  const activities = parts.flatMap((part) => part.activities);
  return {
    name: model.name,
    appId,
    ...(options.lanesAsApps === true && { apps: appsOf(model, appId, parts) }),
    source: model.source,
    workflows,
    activities,
    records: [...parts.flatMap((part) => part.data), ...parts.flatMap((part) => part.own)],
    events: parts.flatMap((part) => part.events),
    notes: notesOf(model, { workflows, activities }),
    diagram: options.diagram,
  };
}

interface FamilyPart extends AppPart {
  readonly data: readonly RecordType[];
  readonly own: readonly RecordType[];
  readonly events: Program['events'];
}

function planFamily(model: Model, naming: Naming, family: readonly Process[]): FamilyPart {
  const [top] = family;
  const graphs = family.map((process) => new ProcessGraph(process));
  const tree = new FieldTree();
  const gathered = graphs.flatMap((graph) => gatherFields(graph, tree));
  const keepsUndos = family.some(({ elements }) => elements.some((each) => 'compensatedBy' in each));
  if (keepsUndos && tree.has(UNDOS)) throw takenName(graphs);
  if (keepsUndos) tree.keepUndos();
  const hints = gathered.filter(({ path, value }) => tree.canHold(path, value));
  const name = naming.types.take(`${naming.workflow(top?.id ?? '')}Data`);
  const title = top === undefined ? '' : `What is known while "${workflowTitle(model, top)}" runs.`;
  const data = tree.records({ name, title, pool: naming.types });
  const record = data.at(-1) ?? { name, title, fields: [] };
  const made = graphs.flatMap((graph) => activitiesOf({ graph, naming, data: record, hints }));
  const activities = made.map(({ activity }) => activity);
  return {
    family,
    workflows: graphs.flatMap((graph) => unitsOf({ model, graph, naming, activities, keepsUndos, data: record.name })),
    activities,
    data,
    own: made.flatMap(({ records }) => records),
    events: eventsOf(graphs, naming, record.name),
  };
}

/** The list of what a workflow has to undo needs its name for itself. */
function takenName(graphs: readonly ProcessGraph[]): PlanRefusal {
  const user = userOf(UNDOS, graphs);
  return new PlanRefusal({
    ...{ rule: 'unique-names', ...(user !== undefined && { element: user }) },
    message: `The data have a field "${UNDOS}", in which a workflow that can undo its work keeps what it has to undo`,
    wayOut: 'Give the field another name.',
  });
}
