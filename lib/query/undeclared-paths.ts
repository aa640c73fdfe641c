import type { DeclaredPath } from '@/lib/domain/declared-path';
import type { Condition } from './condition';
import type { Clause } from './parse-query';
import type { QueryFault } from './query-fault';

/** True when a store has to be asked which paths are declared before a query can be answered. */
export function asksForPaths(condition: Condition): boolean {
  return pathsOf(condition).length > 0;
}

/** Clauses about values that the store does not keep, or does not keep of all instances yet. */
export function undeclaredPaths(clauses: readonly Clause[], declared: readonly DeclaredPath[]): readonly QueryFault[] {
  return clauses.flatMap(({ from, to, condition }) =>
    pathsOf(condition)
      .map((path) => refusalOf(path, declared))
      .filter((refusal) => refusal !== undefined)
      .slice(0, 1)
      .map((refusal) => ({ from, to, ...refusal })),
  );
}

function refusalOf(path: string, declared: readonly DeclaredPath[]): Omit<QueryFault, 'from' | 'to'> | undefined {
  const found = declared.find((each) => each.path === path);
  if (found?.isComplete === true) return undefined;
  if (found !== undefined) {
    return {
      message: `${path} was declared a moment ago, and the executions from before are still being read`,
      hint: 'Ask again when the runtime has started: it reads them before it takes work.',
    };
  }
  const others = declared.length === 0 ? '' : ` Declared: ${declared.map((each) => each.path).join(', ')}.`;
  return {
    message: `${path} is not declared, so there is no index over it`,
    hint: `Write declaredPaths: ["${path}"] in the configuration file and start Perdure again; it then reads what is stored, too.${others}`,
  };
}

function pathsOf(condition: Condition): readonly string[] {
  if (condition.kind === 'any' || condition.kind === 'all') return condition.of.flatMap(pathsOf);
  if (condition.kind === 'not') return pathsOf(condition.of);
  return condition.kind === 'payload' ? [condition.path] : [];
}
