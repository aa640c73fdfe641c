import type { Drawn } from './drawn';

/** All flows from which tokens can come to a flow without passing the element that it leads to. */
export function everyFlowTo(flow: string, drawn: Drawn): ReadonlySet<string> {
  const join = drawn.after(flow).id;
  const before = new Set<string>();
  const sources = new Set([drawn.flow(flow)?.from ?? '']);
  for (const source of sources) {
    if (source === join) continue;
    const element = drawn.element(source);
    const host = element.kind === 'boundary' ? element.attachedTo : source;
    for (const { id, from } of drawn.into(host)) {
      before.add(id);
      sources.add(from);
    }
  }
  return before;
}
