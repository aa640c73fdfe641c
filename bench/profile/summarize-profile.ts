type Frame = { readonly functionName: string; readonly url: string; readonly lineNumber: number };

/** The part of a V8 CPU profile that is looked at here. */
export type CpuProfile = {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
};

export type Cost = { readonly name: string; readonly ms: number; readonly percent: number };

export type ProfileSummary = {
  /** Self time by package, or by file of this repository. */
  readonly byModule: readonly Cost[];
  /** Self time by function. */
  readonly byFunction: readonly Cost[];
  /** Time of this repository's functions with all that they call. */
  readonly withCallees: readonly Cost[];
};

/** Where a program's time went, the largest first, without idling. Times are of the wall: waiting for the disk counts. */
export function summarizeProfile(profile: CpuProfile, root: string): ProfileSummary {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const [byModule, byFunction, withCallees] = [new Ledger(), new Ledger(), new Ledger()];
  profile.samples.forEach((id, index) => {
    const frame = nodes.get(id)?.callFrame;
    const ms = (profile.timeDeltas[index] ?? 0) / 1000;
    if (frame === undefined || frame.functionName === '(idle)') return;
    byModule.add(moduleOf(frame, root), ms);
    byFunction.add(nameOf(frame, root), ms);
    const onStack = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const callFrame = nodes.get(at)?.callFrame;
      if (callFrame !== undefined && isOurs(callFrame, root)) onStack.add(nameOf(callFrame, root));
    }
    for (const name of onStack) withCallees.add(name, ms);
  });
  const total = byModule.total();
  return {
    byModule: byModule.costs(total),
    byFunction: byFunction.costs(total),
    withCallees: withCallees.costs(total),
  };
}

class Ledger {
  readonly #spent = new Map<string, number>();

  add(name: string, ms: number): void {
    this.#spent.set(name, (this.#spent.get(name) ?? 0) + ms);
  }

  total(): number {
    return [...this.#spent.values()].reduce((sum, ms) => sum + ms, 0);
  }

  costs(total: number): readonly Cost[] {
    return [...this.#spent]
      .map(([name, ms]) => ({ name, ms: Math.round(ms), percent: Number(((100 * ms) / total).toFixed(1)) }))
      .toSorted((a, b) => b.ms - a.ms);
  }
}

function nameOf(frame: Frame, root: string): string {
  return `${frame.functionName || '(anonymous)'} ${moduleOf(frame, root)}:${frame.lineNumber + 1}`;
}

function isOurs({ url }: Frame, root: string): boolean {
  return url.includes(root) && !url.includes('node_modules');
}

function moduleOf({ url, functionName }: Frame, root: string): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native';
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url);
  if (inPackage?.[1] !== undefined) return inPackage[1];
  return url.replace(/^file:\/\//, '').replace(root, '');
}
