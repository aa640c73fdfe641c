import {
  otherApp,
  outcomeOfActivity,
  stepName,
  type SimInput,
  type SimProgram,
  type SimPrograms,
  type SimStage,
} from './program';

/** How a run must end when nobody interferes; `loose` are the entries that stand for children. */
export type ExpectedEnd = {
  readonly status: 'completed' | 'failed';
  readonly seen: readonly string[];
  readonly loose: ReadonlySet<number>;
};

/** The model: the same workflow run at once, without runtime, worker or disk. */
export function expectedEnd(
  programs: SimPrograms,
  { name, appId, run }: { readonly name: string; readonly appId: string; readonly run: string },
): ExpectedEnd {
  const program = programNamed(programs, name);
  const seen: string[] = [];
  const loose = new Set<number>();
  for (let round = 0; round < program.rounds; round += 1) {
    let id = program.firstId;
    for (const stage of program.stages) {
      if (stage.kind === 'child') loose.add(seen.length);
      seen.push(outcomeOf(stage, { programs, appId, input: { run, round, seen }, id }));
      id += actionCount(stage);
    }
  }
  return { status: program.end, seen, loose };
}

/** The program of a name; throws when there is none. */
export function programNamed(programs: SimPrograms, name: string): SimProgram {
  const program = programs[name];
  if (program === undefined) throw new Error(`no program is named ${name}`);
  return program;
}

type Scope = {
  readonly programs: SimPrograms;
  readonly appId: string;
  readonly input: SimInput;
  readonly id: number;
};

function outcomeOf(stage: SimStage, { programs, appId, input, id }: Scope): string {
  switch (stage.kind) {
    case 'activities':
      return Array.from({ length: stage.count }, (_, index) => {
        const { ok, text } = outcomeOfActivity(stepName(appId, input, id + index));
        return ok ? text : `failed: ${text}`;
      }).join(', ');
    case 'timers':
      return stage.delays.map(() => 'fired').join(', ');
    case 'event':
    case 'announced event':
      return 'event';
    case 'signal':
      return '1 signal';
    case 'detached':
      return 'detached';
    case 'child': {
      const childApp = stage.elsewhere ? otherApp(appId) : appId;
      const run = stepName(appId, input, id);
      const end = expectedEnd(programs, { name: stage.program, appId: childApp, run });
      const result = JSON.stringify(end.seen);
      return end.status === 'completed' ? result : `failed: ${result}`;
    }
  }
}

function actionCount(stage: SimStage): number {
  if (stage.kind === 'activities') return stage.count;
  if (stage.kind === 'timers') return stage.delays.length;
  return stage.kind === 'event' ? 0 : 1;
}
