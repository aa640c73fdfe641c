import type { Choose, Statement } from './statement';

/** Takes plain ends, or jumps to the next round, from where the block ends or begins again anyway. */
export function withoutTail(body: readonly Statement[], kind: 'end' | 'again'): readonly Statement[] {
  const last = body.at(-1);
  if (last === undefined) return body;
  const before = body.slice(0, -1);
  switch (last.kind) {
    case 'end':
    case 'again':
      return last.kind === kind && !('error' in last) ? withoutTail(before, kind) : body;
    case 'choose':
      return [...before, withoutTails(last, kind)];
    case 'guard': {
      const handlers = last.handlers.map((handler) => trimmed(handler, kind));
      return [...before, { ...last, handlers, otherwise: withoutTail(last.otherwise, kind) }];
    }
    case 'race': {
      const handlers = last.handlers.map((handler) => trimmed(handler, kind));
      return [...before, { ...last, arms: last.arms.map((arm) => trimmed(arm, kind)), handlers }];
    }
    default:
      return body;
  }
}

function withoutTails(choose: Choose, kind: 'end' | 'again'): Choose {
  const branches = choose.branches.map((branch) => trimmed(branch, kind));
  return { ...choose, branches, otherwise: withoutTail(choose.otherwise, kind) };
}

function trimmed<T extends { readonly body: readonly Statement[] }>(part: T, kind: 'end' | 'again'): T {
  return { ...part, body: withoutTail(part.body, kind) };
}
