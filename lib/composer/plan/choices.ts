import type { ElementOf } from '../model/element';
import type { Flow } from '../model/model';
import { parseCondition } from '../conditions/parse-condition';
import type { Condition, Operand } from './condition';
import type { ProcessGraph } from './graph/process-graph';

/** How the flows out of a gateway are told apart: by data, or by the answer of an activity. */
export type Sorted =
  | {
      readonly by: 'data';
      readonly branches: readonly { readonly flow: Flow; readonly label: string; readonly condition: Condition }[];
      readonly otherwise?: Flow;
    }
  | {
      readonly by: 'answer';
      readonly answers: readonly { readonly flow: Flow; readonly answer: string }[];
      readonly hasDefault: boolean;
    };

/** Sorts the flows out of an exclusive or inclusive gateway; the last answer is the default, where there is one. */
export function sortFlows(graph: ProcessGraph, gateway: ElementOf<'gateway'>): Sorted {
  const flows = graph.flowsFrom(gateway.id);
  const silent = flows.filter(({ condition, label }) => condition === undefined && (label ?? '') === '');
  const otherwise = flows.find(({ isDefault }) => isDefault) ?? (silent.length === 1 ? silent[0] : undefined);
  const asked = flows.filter((flow) => flow !== otherwise);
  const branches = asked.flatMap((flow) => {
    const condition = parseCondition(flow.condition ?? flow.label ?? '');
    return condition === undefined ? [] : [{ flow, label: flow.label ?? '', condition }];
  });
  if (branches.length < asked.length) {
    const all = otherwise === undefined ? asked : [...asked, otherwise];
    return { by: 'answer', answers: answersOf(graph, all), hasDefault: otherwise !== undefined };
  }
  if (otherwise !== undefined) return { by: 'data', branches, otherwise };
  return gateway.gateway === 'exclusive' ? withComplement(branches) : { by: 'data', branches };
}

type DataBranch = Extract<Sorted, { by: 'data' }>['branches'][number];

/** Two conditions of which exactly one holds need no third way. */
function withComplement(branches: readonly DataBranch[]): Sorted {
  const [first, second] = branches;
  const isComplete = branches.length === 2 && first !== undefined && second !== undefined;
  if (!isComplete || !areOpposite(first.condition, second.condition)) return { by: 'data', branches };
  return { by: 'data', branches: [first], otherwise: second.flow };
}

const opposites = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

function areOpposite(one: Condition, other: Condition): boolean {
  if (other.kind === 'not') return isSame(one, other.of);
  if (one.kind === 'not') return isSame(one.of, other);
  if (one.kind !== 'compare' || other.kind !== 'compare' || opposites[one.operator] !== other.operator) return false;
  return isSame(one.left, other.left) && isSame(one.right, other.right);
}

function isSame(one: Condition | Operand, other: Condition | Operand): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function answersOf(graph: ProcessGraph, flows: readonly Flow[]): readonly { flow: Flow; answer: string }[] {
  const taken = new Set<string>();
  return flows.map((flow) => {
    const wanted = firstOf(flow.label, flow.condition, graph.element(flow.to)?.name) ?? flow.id;
    const answer = taken.has(wanted) ? `${wanted} (${flow.id})` : wanted;
    taken.add(answer);
    return { flow, answer };
  });
}

function firstOf(...texts: readonly (string | undefined)[]): string | undefined {
  return texts
    .find((text) => text !== undefined && text.trim() !== '')
    ?.replace(/\s+/g, ' ')
    .trim();
}

/** The flow that an example takes: the first that does not come back to the gateway, so that every loop ends. */
export function exampleFlow(graph: ProcessGraph, gateway: string): Flow | undefined {
  const flows = graph.flowsFrom(gateway);
  return flows.find(({ to }) => !graph.reach(to, new Set()).has(gateway)) ?? flows.at(-1);
}
