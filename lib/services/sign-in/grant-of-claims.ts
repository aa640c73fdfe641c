import type { Grant } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import { looksLike } from '@/lib/query/matches';
import { readPattern } from '@/lib/query/read-values';

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** What claims give. */
export type ClaimRules = {
  /** Which claim names people; absent: the first that there is of the usual ones. */
  readonly nameClaim?: string | undefined;
  readonly claim: string;
  /** The first of which somebody has a value counts. */
  readonly grants: readonly (Grant & { readonly values: readonly string[] })[];
};

const USUAL_NAMES = ['preferred_username', 'email', 'sub'];
const NAME = /^[^\p{C}]{1,100}$/u;

/** The name by which the console knows somebody. Throws `unauthenticated` when the claim for it has none. */
export function nameOfClaims(claims: Claims, { nameClaim }: ClaimRules): string {
  const looked = nameClaim === undefined ? USUAL_NAMES : [nameClaim];
  const name = looked.flatMap((claim) => valuesOf(claims, claim)).find((value) => NAME.test(value));
  if (name !== undefined) return name;
  throw new AppError('unauthenticated', `The provider did not say who you are: ${whyNone(claims, looked[0] ?? '')}.`, {
    hint: 'Ask whoever set up sign-in to name another claim (auth.oidc.nameClaim), or more scopes (auth.oidc.scopes).',
  });
}

/** What somebody may do. Throws `unauthenticated`, naming the claim that was looked at, when that is nothing. */
export function grantOfClaims(claims: Claims, { claim, grants }: ClaimRules): Grant {
  const values = valuesOf(claims, claim);
  const grant = grants.find((each) => each.values.some((pattern) => values.some((value) => fits(value, pattern))));
  if (grant === undefined) {
    const why = values.length === 0 ? whyNone(claims, claim) : `the claim "${claim}" has no value that gives one`;
    throw new AppError('unauthenticated', `You have no role in this console: ${why}.`, {
      hint: 'Ask whoever manages your account at the provider, or whoever set up sign-in here (auth.oidc.grants).',
    });
  }
  const { role, scope, seesPayloads } = grant;
  return { role, scope, seesPayloads };
}

function fits(value: string, pattern: string): boolean {
  return looksLike(value, readPattern(pattern.split('*')));
}

/** A claim of that very name, else what lies at the end of a way of names; an address only when it was verified. */
function valuesOf(claims: Claims, claim: string): readonly string[] {
  const found = Object.hasOwn(claims, claim) ? claims[claim] : claim.split('.').reduce(into, claims);
  if (isUnverifiedEmail(claims, claim)) return [];
  return (Array.isArray(found) ? found : [found]).filter((value) => typeof value === 'string' && value !== '');
}

function into(outer: unknown, key: string): unknown {
  return typeof outer === 'object' && outer !== null && Object.hasOwn(outer, key) ? Reflect.get(outer, key) : undefined;
}

/** Whoever may write any address into their account must not become somebody by it. */
function isUnverifiedEmail(claims: Claims, claim: string): boolean {
  return claim === 'email' && Object.hasOwn(claims, 'email') && claims['email_verified'] !== true;
}

function whyNone(claims: Claims, claim: string): string {
  if (isUnverifiedEmail(claims, claim)) return 'the claim "email" is not verified (email_verified is not true)';
  return `the claim "${claim}" is not there or has no text in it`;
}
