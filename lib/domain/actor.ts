/** What somebody may do, from the least to the most: each role may do all that those before it may. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/**
 * Which executions somebody sees and acts on: those whose App ID fits one of `apps` and whose workflow fits one of
 * `workflows`. Patterns as in the filter language (`order-*`); an empty list means all.
 */
export type Scope = { readonly apps: readonly string[]; readonly workflows: readonly string[] };

export const EVERYTHING: Scope = { apps: [], workflows: [] };

/** What somebody was given. Payloads are inputs, outputs, results, custom status and data of events. */
export type Grant = { readonly role: Role; readonly scope: Scope; readonly seesPayloads: boolean };

/** `local`: whoever sits at this machine, when nobody has to sign in. `runtime`: Perdure itself. */
export const ACTOR_KINDS = ['local', 'user', 'token', 'runtime'] as const;

export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Who acts, in every permission and every line of the audit log. */
export type Actor = Grant & { readonly kind: ActorKind; readonly name: string };

/** Whom a request comes from, and from which address when it came over the network. */
export type Caller = { readonly actor: Actor; readonly address?: string | undefined };

const ALL: Grant = { role: 'admin', scope: EVERYTHING, seesPayloads: true };

/** Whoever uses a console that nobody has to sign in to: it is reached from this machine only. */
export const LOCAL_OPERATOR: Actor = { kind: 'local', name: 'local operator', ...ALL };

const ROLE_WORDS: Readonly<Record<Role, string>> = { viewer: 'Viewer', operator: 'Operator', admin: 'Admin' };

/** A role as people read it. */
export function roleWord(role: Role): string {
  return ROLE_WORDS[role];
}

export function hasRole({ role }: Pick<Grant, 'role'>, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** Why a role is not enough for something, or undefined when it is. */
export function whyRoleTooLow(actor: Pick<Grant, 'role'>, needed: Role): string | undefined {
  if (hasRole(actor, needed)) return undefined;
  return `Needs role ${roleWord(needed)}; you are ${roleWord(actor.role)}.`;
}

/** True when there is something that somebody does not see. */
export function isLimited({ scope }: Pick<Grant, 'scope'>): boolean {
  return scope.apps.length > 0 || scope.workflows.length > 0;
}
