import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import { compareRuns, isDifferent, type ComparableRun } from '@/lib/graph/compare-runs';
import { firstDifferenceWords } from '@/lib/graph/difference-words';
import { stepsOf, type StepNode } from '@/lib/graph/graph';
import { bareStep } from './read-graph';
import { readRun, type Run } from './runs/read-run';
import type { ServiceContext } from './service-context';

/** Says where two instances differ, A and B, step by step; payloads only as far as the reader sees them. Throws `not_found`. */
export async function compareInstances(context: ServiceContext, ref: InstanceRef, other: InstanceRef) {
  const [a, b] = [await readRun(context, ref), await readRun(context, other)];
  const comparison = compareRuns(comparable(a), comparable(b));
  const steps = comparison.steps.map((step) => ({
    ...{ a: bareOf(step.a), b: bareOf(step.b), isSame: !isDifferent(step) },
    ...{ differences: step.differences, slower: step.slower },
  }));
  return {
    ...{ a: sideOf(a.instance), b: sideOf(b.instance) },
    ...{ isSame: comparison.run.length === 0 && steps.every(({ isSame }) => isSame) },
    ...{ words: firstDifferenceWords(comparison), run: comparison.run, steps, slower: comparison.slower },
  };
}

function comparable({ instance, graph }: Run): ComparableRun {
  const { name, status, input, output, failure, startedAt, completedAt } = instance;
  return { name, status, input, output, failure, startedAt, completedAt, steps: stepsOf(graph) };
}

function bareOf(step: StepNode | undefined) {
  return step === undefined ? undefined : bareStep(step);
}

function sideOf({ appId, instanceId, name, status, startedAt, completedAt, isWithheld }: InstanceDetail) {
  return { appId, instanceId, name, status, startedAt, completedAt, isWithheld };
}
