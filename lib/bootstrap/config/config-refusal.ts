import type { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';

const HINT = 'docs/configuration.md lists every key and what it may be.';

/** Keys whose values are never repeated. */
const SECRETS = ['apiTokens', 'password', 'clientSecret'];

/** Why a configuration file cannot be used: file, path, value and what is allowed. Secrets are never repeated. */
export function configRefusal(file: string, value: unknown, issue: z.core.$ZodIssue | undefined): AppError {
  const path = issue?.path ?? [];
  if (issue?.code === 'unrecognized_keys') return unknownKey(file, issue);
  const where = path.length === 0 ? file : `${file}: ${path.map(String).join('.')}`;
  const allowed = issue?.code === 'invalid_key' ? issue.issues[0]?.message : issue?.message;
  const given =
    issue?.code === 'invalid_key' || SECRETS.some((key) => path.includes(key)) ? undefined : at(value, path);
  return new AppError('invalid', `${where} ${said(issue, given)}. Allowed: ${allowed}.`, { hint: HINT });
}

function said(issue: z.core.$ZodIssue | undefined, given: { value: unknown } | undefined): string {
  if (issue?.code === 'invalid_key') return 'is not a name that can be used';
  if (given === undefined) return 'cannot be used';
  return given.value === undefined ? 'is missing' : `is ${printed(given.value)}`;
}

type UnknownKeys = Extract<z.core.$ZodIssue, { code: 'unrecognized_keys' }>;

function unknownKey(file: string, { path, keys, message }: UnknownKeys): AppError {
  const key = [...path, ...keys.slice(0, 1)].map(String).join('.');
  return new AppError('invalid', `${file}: there is no key "${key}". ${message}`, { hint: HINT });
}

function at(value: unknown, path: readonly PropertyKey[]): { value: unknown } {
  const inside = (outer: unknown, key: PropertyKey): unknown =>
    typeof outer === 'object' && outer !== null ? Reflect.get(outer, key) : undefined;
  return { value: path.reduce(inside, value) };
}

function printed(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
