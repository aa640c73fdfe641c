import { elementWords } from './element-words';
import { backwards, forwards, reachableFrom } from './reach';
import type { Finding, Rule, Scope } from './scope';

/** From everything inside a loop there is a way to an end, and a loop marker says when it is done. */
export const loopHasExit: Rule = {
  name: 'loop-has-exit',
  check: (scope) => [...endlessFlows(scope), ...endlessMarkers(scope)],
};

function endlessFlows(scope: Scope): readonly Finding[] {
  const { elements } = scope.process;
  const stops = elements.filter(({ kind, id }) => kind === 'end' || scope.outgoing(id).length === 0);
  const back = backwards(scope);
  const canStop = reachableFrom(
    stops.map(({ id }) => id),
    back,
  );
  const starts = elements.filter(({ kind }) => kind === 'start').map(({ id }) => id);
  const ahead = forwards(scope);
  const trapped = [...reachableFrom(starts, ahead)].filter((id) => !canStop.has(id));
  const told = new Set<string>();
  const findings: Finding[] = [];
  for (const element of elements.filter(({ id, implied }) => trapped.includes(id) && implied === undefined)) {
    const onward = reachableFrom(ahead(element.id), ahead);
    if (!onward.has(element.id) || told.has(element.id)) continue;
    for (const id of onward) told.add(id);
    findings.push({
      severity: 'error',
      element: element.id,
      message: `${elementWords(element)} is in a loop that never ends`,
      wayOut: 'Draw an exclusive gateway in the loop with a flow that leads out of it.',
    });
  }
  return findings;
}

function endlessMarkers({ process }: Scope): readonly Finding[] {
  return process.elements
    .filter((element) => 'loop' in element && element.loop !== undefined)
    .filter((element) => 'loop' in element && element.loop?.condition === undefined && !element.loop?.maximum)
    .map((element) => ({
      severity: 'error',
      element: element.id,
      message: `${elementWords(element)} has a loop marker that does not say how long it goes on`,
      wayOut: 'Give the loop marker a condition or a maximum.',
    }));
}
