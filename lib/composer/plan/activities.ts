import type { Element, ElementOf } from '../model/element';
import type { Process } from '../model/model';
import { parseCondition } from '../conditions/parse-condition';
import { fieldName } from '../names/field-path';
import { wordsOf } from '../names/words';
import { exampleFlow, sortFlows } from './choices';
import type { ExampleHint } from './gather-fields';
import type { ProcessGraph } from './graph/process-graph';
import { itemName } from './item-name';
import type { Naming } from './naming';
import { typeName } from './naming';
import type { Activity } from './program';
import type { Example, Field, RecordType } from './record';

/** What the activities of one process are made from. */
export interface ActivitySources {
  readonly graph: ProcessGraph;
  readonly naming: Naming;
  /** The record of the data, which activities without declared data take and return. */
  readonly data: RecordType;
  readonly hints: readonly ExampleHint[];
}

/** An activity with the records that are its own. */
export interface NewActivity {
  readonly activity: Activity;
  readonly records: readonly RecordType[];
}

/** The activities that the elements of one process need, in their order; each has one element. */
export function activitiesOf(sources: ActivitySources): readonly NewActivity[] {
  return sources.graph.process.elements.flatMap((element) => activityOf(sources, element));
}

function activityOf(sources: ActivitySources, element: Element): readonly NewActivity[] {
  switch (element.kind) {
    case 'task':
      return [workActivity(sources, element), ...loopDecision(sources, element)];
    case 'child':
      return loopDecision(sources, element);
    case 'throw':
    case 'end':
      return element.result.kind === 'message' || element.result.kind === 'signal'
        ? [sendActivity(sources, element)]
        : [];
    case 'gateway':
      return gatewayDecision(sources, element);
    default:
      return [];
  }
}

function workActivity({ naming, graph, data, hints }: ActivitySources, element: ElementOf<'task'>): NewActivity {
  const title = element.name || element.id;
  const name = naming.types.take(typeName(title, 'Task'));
  const item = element.many === undefined ? [] : [itemName(element.many)];
  const input = ownRecord(`${name}Input`, {
    data,
    names: element.reads,
    more: item,
    title: `What "${title}" works with.`,
  });
  const output = ownRecord(`${name}Output`, {
    data,
    names: element.writes,
    more: [],
    title: `What "${title}" finds out.`,
  });
  const own = [input, output].filter((record) => record !== undefined);
  const records = own.map((record) => ({ ...record, name: naming.types.take(record.name) }));
  const found = Object.fromEntries((output?.fields ?? []).map((field) => [field.name, field.example]));
  const told = hints.filter(({ activity, path }) => activity === element.id && isFieldOf(output ?? data, path[0]));
  const activity: Activity = {
    ...{
      name,
      title,
      role: element.isForCompensation ? 'undo' : 'work',
      hint: hintFor(element),
      elements: [element.id],
    },
    ...laneOf(graph.process, element),
    ...codeOf(element),
    input: input === undefined ? data.name : (records[0]?.name ?? data.name),
    output: { kind: 'record', record: output === undefined ? data.name : (records.at(-1)?.name ?? data.name) },
    example: told.reduce((example, { path, value }) => withValue(example, path, value), found as Example),
  };
  return { activity, records };
}

interface OwnRecord {
  readonly data: RecordType;
  readonly names: readonly string[];
  readonly more: readonly string[];
  readonly title: string;
}

/** The declared fields as a record of their own; undefined when none are declared. */
function ownRecord(name: string, { data, names, more, title }: OwnRecord): RecordType | undefined {
  if (names.length === 0) return undefined;
  const wanted = new Set([...names.map(fieldName), ...more]);
  const fields: readonly Field[] = data.fields.filter((field) => wanted.has(field.name));
  return fields.length === 0 ? undefined : { name, title, fields };
}

const verbs: Readonly<Record<ElementOf<'task'>['task'], string>> = {
  task: 'Do what',
  user: 'Let a person do what',
  service: 'Call the service that does what',
  send: 'Send what',
  script: 'Run the script for what',
  'business-rule': 'Apply the rules for what',
  manual: 'Note that a person has done what',
};

function hintFor({ task, name, id }: ElementOf<'task'>): string {
  return `${verbs[task]} the diagram calls "${name || id}".`;
}

function sendActivity(
  { naming, graph, data }: ActivitySources,
  element: ElementOf<'throw'> | ElementOf<'end'>,
): NewActivity {
  const { result } = element;
  const message = 'name' in result && result.name !== '' ? result.name : element.name || element.id;
  const title = /^(send|notify|publish|tell)$/.test(wordsOf(message)[0] ?? '') ? message : `Send ${message}`;
  const activity: Activity = {
    ...{ name: naming.types.take(typeName(title, 'Send')), title, role: 'send', elements: [element.id] },
    hint: `Send the ${result.kind === 'signal' ? 'signal' : 'message'} "${message}" to whom it concerns.`,
    ...laneOf(graph.process, element),
    ...codeOf(element),
    ...{ input: data.name, output: { kind: 'record', record: data.name }, example: {} },
  };
  return { activity, records: [] };
}

function gatewayDecision(sources: ActivitySources, gateway: ElementOf<'gateway'>): readonly NewActivity[] {
  const { graph } = sources;
  if (graph.flowsFrom(gateway.id).length < 2) return [];
  if (gateway.gateway !== 'exclusive' && gateway.gateway !== 'inclusive') return [];
  const sorted = sortFlows(graph, gateway);
  if (sorted.by === 'data') return [];
  const taken = exampleFlow(graph, gateway.id);
  const example = sorted.answers.find(({ flow }) => flow === taken)?.answer ?? '';
  const answers = sorted.answers.map(({ answer }) => answer);
  const several = gateway.gateway === 'inclusive';
  return [decision(sources, gateway, { title: gateway.name || answers.join(' or '), answers, example, several })];
}

function loopDecision(
  sources: ActivitySources,
  element: ElementOf<'task'> | ElementOf<'child'>,
): readonly NewActivity[] {
  const { loop } = element;
  if (loop === undefined || (loop.condition === undefined && loop.maximum !== undefined)) return [];
  if (parseCondition(loop.condition ?? '') !== undefined) return [];
  const title = loop.condition ?? `${element.name || element.id} again`;
  return [decision(sources, element, { title, answers: ['yes', 'no'], example: 'no', several: false })];
}

interface Question {
  readonly title: string;
  readonly answers: readonly string[];
  readonly example: string;
  readonly several: boolean;
}

function decision({ naming, graph, data }: ActivitySources, element: Element, question: Question): NewActivity {
  const { title, answers, example, several } = question;
  const activity: Activity = {
    ...{
      name: naming.types.take(typeName(`Decide ${title}`, 'Decide')),
      title,
      role: 'decision',
      elements: [element.id],
    },
    hint: several ? `Answer "${title}" with all labels that hold.` : `Answer "${title}" with one of the labels.`,
    ...laneOf(graph.process, element),
    ...(element.kind === 'gateway' ? codeOf(element) : {}),
    ...{ input: data.name, output: { kind: 'answer', answers, several }, example: several ? [example] : example },
  };
  return { activity, records: [] };
}

function laneOf({ lanes }: Process, { lane }: Element): { lane?: string } {
  const found = lanes.find(({ id }) => id === lane);
  return found === undefined ? {} : { lane: found.name || found.id };
}

function codeOf({ code }: { readonly code?: string | undefined }): { code?: string } {
  return code === undefined ? {} : { code };
}

function isFieldOf({ fields }: RecordType, name: string | undefined): boolean {
  return fields.some((field) => field.name === name);
}

function withValue(example: Example, [first, ...rest]: readonly string[], value: Example): Example {
  if (first === undefined) return value;
  const members = typeof example === 'object' && example !== null && !Array.isArray(example) ? example : {};
  const inner = (members as Readonly<Record<string, Example>>)[first] ?? {};
  return { ...members, [first]: withValue(inner, rest, value) };
}
