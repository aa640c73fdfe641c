import fc from 'fast-check';
import type { Model } from '@/lib/composer/model/model';
import { exampleInput } from '@/lib/composer/emit/project/example-input';
import type { Activity, Program } from '@/lib/composer/plan/program';
import type { Example } from '@/lib/composer/plan/record';
import { TIMER_SECONDS } from './short-timers';

/** What an activity does when it runs first, instead of what was generated. */
export interface Told {
  readonly seconds?: number;
  readonly error?: string;
  readonly answer?: Example;
}

/** How the world treats one run. */
export interface Play {
  readonly told: Readonly<Record<string, Told>>;
  /** Events that come while something else could still happen; the others come when nothing else can. */
  readonly eager: ReadonlySet<string>;
  readonly input: Readonly<Record<string, Example>>;
}

/** The first play lets everything do what was generated; those after it are chosen by their number, always the same. */
export function playOf(number: number, { model, program, workflow }: Played): Play {
  const record = program.workflows.find(({ name }) => name === workflow)?.data ?? '';
  const input = exampleInput(program, record);
  if (number === 0) return { told: {}, eager: new Set(), input };
  const [play] = fc.sample(plays({ model, program, workflow }, input), { seed: number, numRuns: 1 });
  if (play === undefined) throw new Error('no play');
  return play;
}

interface Played {
  readonly model: Model;
  readonly program: Program;
  /** The workflow that is started. */
  readonly workflow: string;
}

function plays({ model, program, workflow }: Played, input: Play['input']): fc.Arbitrary<Play> {
  const own = elementsOf(model, program.workflows.find(({ name }) => name === workflow)?.process ?? '');
  const activities = program.activities.filter(({ elements }) => elements.some((id) => own.has(id)));
  const told = activities.map((activity) =>
    fc.option(toldTo(activity, model), { freq: 1, nil: undefined }).map((what) => [activity.name, what] as const),
  );
  const inputs = Object.entries(input).map(([name, value]) =>
    fc.oneof(fc.constant(value), otherValue(value)).map((chosen) => [name, chosen] as const),
  );
  return fc.record({
    told: fc
      .tuple(...told)
      .map((all) => Object.fromEntries(all.filter((one): one is [string, Told] => one[1] !== undefined))),
    eager: fc.subarray(program.events.map(({ name }) => name)).map((names) => new Set(names)),
    input: fc.tuple(...inputs).map((all) => Object.fromEntries(all)),
  });
}

/** All elements of a process and of those that it runs. */
function elementsOf(model: Model, root: string): ReadonlySet<string> {
  const processes = new Set([root]);
  const found = new Set<string>();
  for (const id of processes) {
    for (const element of model.processes.find((process) => process.id === id)?.elements ?? []) {
      found.add(element.id);
      if (element.kind === 'child' && element.process !== undefined) processes.add(element.process);
    }
  }
  return found;
}

/** Anything else of the same type. */
function otherValue(value: Example): fc.Arbitrary<Example> {
  if (typeof value === 'number') return fc.constantFrom(0, value + 1, value * 100);
  if (typeof value === 'boolean') return fc.constant(!value);
  if (typeof value === 'string' && Number.isNaN(Date.parse(value))) return fc.constantFrom('', `${value} not`);
  return fc.constant(value);
}

function toldTo({ output, elements }: Activity, model: Model): fc.Arbitrary<Told | undefined> {
  if (output.kind === 'answer') {
    const some = fc.subarray([...output.answers], { minLength: 1 });
    return (output.several ? some : fc.constantFrom(...output.answers)).map((answer) => ({ answer }));
  }
  const events = elements.flatMap((id) => boundariesAround(id, model));
  const codes = events.flatMap(({ trigger }) => (trigger.kind === 'error' ? [trigger.code ?? 'Unforeseen'] : []));
  const others = events.filter(({ trigger }) => trigger.kind !== 'error' && trigger.kind !== 'compensation');
  const choices: Told[] = [{ seconds: 0.4 }, ...codes.map((error) => ({ error }))];
  if (others.length > 0) choices.push({ seconds: TIMER_SECONDS + 1 });
  return fc.constantFrom(...choices);
}

/** The boundary events at an element and at everything that it lies in. */
function boundariesAround(id: string, model: Model): readonly { readonly trigger: { kind: string; code?: string } }[] {
  const every = model.processes.flatMap(({ elements }) => elements);
  const here = every.filter((element) => element.kind === 'boundary' && element.attachedTo === id);
  const process = model.processes.find(({ elements }) => elements.some((element) => element.id === id));
  const holders = every.filter((element) => element.kind === 'child' && element.process === process?.id);
  const around = holders.filter((holder) => holder.id !== id).flatMap((holder) => boundariesAround(holder.id, model));
  return [...(here as { trigger: { kind: string; code?: string } }[]), ...around];
}
