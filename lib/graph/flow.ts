import type { GraphEdge } from './graph';

/** Above so many edges between one fan-in and the fan-out behind it, both meet in one point. */
const MEETING = 150;

/**
 * Finds out which completion led to which step, from the order of one run's history alone.
 *
 * 1. A segment is what the worker was told (results, events) followed by what it then asked for. The engine's
 *    turn marker ends one; so does a result that comes after a request, as in the reordered history of a rerun.
 * 2. A request hangs on everything its own segment was told ("handled").
 * 3. Results that led to nothing are carried on and join the next request. That is how a fan-in looks. When a sibling of
 *    such a result has already led on, it more likely lost a race, and its edge only says "later".
 * 4. But where a parallel step of the same name already led alone to the same kind of step, this one does so too, and what
 *    was carried waits on: fan-outs inside a fan-out, and branches beside each other, do not join halfway.
 * 5. Edges lead from what was known before to what was asked for after it, so there is no cycle.
 */
export class Flow {
  /** Ids of the points where a fan-in meets a fan-out. */
  readonly joins: string[] = [];
  private readonly byKey = new Map<string, GraphEdge>();
  private readonly into = new Map<string, string[]>();
  private readonly loose = new Set<string>();
  private readonly cohortOf = new Map<string, number>();
  private readonly followed = new Set<number>();
  private cohort = 0;
  private carried: string[] = [];
  private told: string[] = [];
  private asked: string[] = [];
  private readonly labels = new Map<string, string>();
  /** Which step made a passage alone last. */
  private readonly ledAlone = new Map<string, string>();
  private lastCauses: readonly string[] = ['start'];
  private suspension: string | undefined;

  /** The engine's marker between turns. */
  turn(): void {
    this.close();
  }

  /** A step was asked for; `label` is what steps of its kind and name share. */
  scheduled(id: string, label: string): void {
    this.asked.push(id);
    this.labels.set(id, label);
  }

  /** A step's last try ended. */
  resolved(id: string): void {
    if (this.asked.length > 0) this.close();
    this.told.push(id);
  }

  /** The result of `id` led to another try of the same step, so it leads nowhere else. */
  retried(id: string): void {
    this.told = this.told.filter((other) => other !== id);
    this.carried = this.carried.filter((other) => other !== id);
  }

  /** An event that nobody announced was received, and the worker has not seen it. */
  received(id: string): void {
    if (this.asked.length > 0) this.close();
    this.hangOnPast(id, []);
  }

  /** An event arrived that no step had announced. */
  arrived(id: string): void {
    if (this.asked.length > 0) this.close();
    this.hangOnPast(
      id,
      this.carried.filter((from) => !this.loose.has(from)),
    );
    this.loose.add(id);
    this.told.push(id);
  }

  suspended(id: string): void {
    if (this.asked.length > 0) this.close();
    this.hangOnPast(id, this.carried);
    this.carried = [];
    this.suspension = id;
  }

  resumed(): void {
    if (this.suspension === undefined) return;
    if (this.asked.length > 0) this.close();
    for (const from of this.told) this.add({ from, to: this.suspension, kind: 'handled' });
    this.loose.add(this.suspension);
    this.told = [this.suspension];
    this.suspension = undefined;
  }

  /** The run ended: `end` hangs on what the last segment was told, on what was carried, and loosely on other leaves. */
  ended(end: string, steps: readonly string[]): void {
    if (this.asked.length > 0) this.close();
    const joined = this.carried.filter((from) => !this.loose.has(from));
    for (const from of this.told) this.add({ from, to: end, kind: 'handled' });
    for (const from of joined) this.add({ from, to: end, kind: this.kindOfCarried(from) });
    const leading = new Set([...this.byKey.values()].map((edge) => edge.from));
    for (const from of steps) if (!leading.has(from)) this.add({ from, to: end, kind: 'later' });
    const reached = [...this.byKey.values()].some((edge) => edge.to === end);
    if (!reached) this.add({ from: 'start', to: end, kind: 'handled' });
    this.told = [];
    this.carried = [];
  }

  /** Everything found so far, the open segment included. */
  edges(): readonly GraphEdge[] {
    this.close();
    return [...this.byKey.values()];
  }

  private close(): void {
    if (this.asked.length === 0) this.carryOn();
    else this.lead();
    this.told = [];
    this.asked = [];
  }

  private carryOn(): void {
    if (this.suspension === undefined) this.carried.push(...this.told);
    else for (const from of this.told) this.add({ from, to: this.suspension, kind: 'handled' });
  }

  private lead(): void {
    const waiting = this.takeWaiting();
    const found = this.causes();
    this.cohort += 1;
    const causes = this.met(found);
    for (const to of this.asked) {
      for (const cause of causes) this.add({ ...cause, to });
      this.cohortOf.set(to, this.cohort);
    }
    for (const { from } of found) this.followed.add(this.cohortOf.get(from) ?? 0);
    this.lastCauses = causes.map((cause) => cause.from);
    this.carried = waiting;
  }

  /** What was told, and what it led to, as steps of these names; undefined when nothing was told. */
  private passage(): string | undefined {
    if (this.told.length === 0) return undefined;
    const labelsOf = (ids: readonly string[]) => [...new Set(ids.map((id) => this.labels.get(id) ?? id))].sort();
    return JSON.stringify([labelsOf(this.told), labelsOf(this.asked)]);
  }

  /** Takes out of what was carried what has no part in this passage, because a step beside this one made it alone. */
  private takeWaiting(): string[] {
    const passage = this.passage();
    const [first] = this.told;
    if (passage === undefined || first === undefined) return [];
    const other = this.ledAlone.get(passage);
    const alone = other !== undefined && !this.told.some((id) => this.comesAfter(id, other));
    const waiting = alone ? this.carried : [];
    if (alone) this.carried = [];
    if (this.carried.length === 0) this.ledAlone.set(passage, first);
    else this.ledAlone.delete(passage);
    return waiting;
  }

  private comesAfter(id: string, earlier: string): boolean {
    const oldest = this.cohortOf.get(earlier) ?? 0;
    const seen = new Set([id]);
    for (const one of seen) {
      if (one === earlier) return true;
      if ((this.cohortOf.get(one) ?? Infinity) <= oldest) continue;
      for (const before of this.into.get(one) ?? []) seen.add(before);
    }
    return false;
  }

  private causes(): readonly Omit<GraphEdge, 'to'>[] {
    const told = this.told.map((from) => ({ from, kind: 'handled' as const }));
    const carried = this.carried.map((from) => ({ from, kind: this.kindOfCarried(from) }));
    const all = [...told, ...carried];
    if (all.length === 0) return this.lastCauses.map((from) => ({ from, kind: this.kindOfPast() }));
    const passed = new Set(all.flatMap(({ from }) => this.into.get(from) ?? []));
    return all.filter(({ from }) => !passed.has(from));
  }

  private met(causes: readonly Omit<GraphEdge, 'to'>[]): readonly Omit<GraphEdge, 'to'>[] {
    if (Math.min(causes.length, this.asked.length) < 2 || causes.length * this.asked.length <= MEETING) return causes;
    const to = `join-${this.cohort}`;
    this.joins.push(to);
    for (const cause of causes) this.add({ ...cause, to });
    return [{ from: to, kind: 'handled' }];
  }

  private hangOnPast(id: string, past: readonly string[]): void {
    for (const from of past) this.add({ from, to: id, kind: this.kindOfCarried(from) });
    if (past.length > 0) return;
    for (const from of this.lastCauses) this.add({ from, to: id, kind: 'later' });
  }

  private kindOfCarried(id: string): GraphEdge['kind'] {
    if (this.loose.has(id)) return 'later';
    return this.followed.has(this.cohortOf.get(id) ?? -1) ? 'later' : 'handled';
  }

  /** Before the first request there is nothing but the start, which then is the cause for certain. */
  private kindOfPast(): GraphEdge['kind'] {
    return this.cohort === 0 ? 'handled' : 'later';
  }

  private add(edge: GraphEdge): void {
    const key = keyOf(edge.from, edge.to);
    if (edge.from === edge.to || this.byKey.get(key)?.kind === 'handled') return;
    if (!this.byKey.has(key)) this.enter(edge);
    this.byKey.set(key, edge);
  }

  private enter({ from, to }: GraphEdge): void {
    const known = this.into.get(to);
    if (known === undefined) this.into.set(to, [from]);
    else known.push(from);
  }
}

function keyOf(from: string, to: string): string {
  return `${from}\n${to}`;
}
