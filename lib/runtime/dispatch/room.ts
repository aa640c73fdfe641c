import type { AppPolicies } from '../policies';

/** The two kinds of work that are limited apart from each other. */
export type WorkKind = 'turn' | 'activity';

/**
 * How much work an app may still be handed: what its workers have, over all streams, against the limits that were set
 * for it. An item counts from the moment it is handed out until it is answered or its worker is lost.
 */
export class Room {
  readonly #policiesOf: (appId: string) => AppPolicies;
  readonly #counts = new Map<string, number>();

  constructor(policiesOf: (appId: string) => AppPolicies) {
    this.#policiesOf = policiesOf;
  }

  /** Answers for each name whether the app may be handed one more; undefined when it may have none of any name. */
  of(kind: WorkKind, appId: string): ((name: string) => boolean) | undefined {
    const { inAll, perName } = limitsOf(kind, this.#policiesOf(appId));
    if (inAll !== undefined && this.#count(kind, appId) >= inAll) return undefined;
    return (name) => {
      const limit = perName.get(name);
      return limit === undefined || this.#count(kind, appId, name) < limit;
    };
  }

  take(kind: WorkKind, appId: string, name: string): void {
    this.#move(keyOf(kind, appId), 1);
    this.#move(keyOf(kind, appId, name), 1);
  }

  giveBack(kind: WorkKind, appId: string, name: string): void {
    this.#move(keyOf(kind, appId), -1);
    this.#move(keyOf(kind, appId, name), -1);
  }

  #count(kind: WorkKind, appId: string, name?: string): number {
    return this.#counts.get(keyOf(kind, appId, name)) ?? 0;
  }

  #move(key: string, by: number): void {
    const count = (this.#counts.get(key) ?? 0) + by;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }
}

function keyOf(kind: WorkKind, appId: string, name?: string): string {
  return name === undefined ? `${kind}\n${appId}` : `${kind}\n${appId}\n${name}`;
}

function limitsOf(
  kind: WorkKind,
  policies: AppPolicies,
): { readonly inAll: number | undefined; readonly perName: ReadonlyMap<string, number> } {
  if (kind === 'turn') return { inAll: policies.maxWorkflows, perName: policies.maxPerWorkflow };
  return { inAll: policies.maxActivities, perName: policies.maxPerActivity };
}
