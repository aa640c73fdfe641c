import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { createLanguageModel } from '@/lib/language-model/create-language-model';
import {
  LANGUAGE_MODEL_KINDS,
  type LanguageModel,
  type LanguageModelSettings,
} from '@/lib/language-model/language-model';
import type { Environment } from './settings';

const PREFIX = 'PERDURE_LLM_';
const USUAL_URLS = { anthropic: 'https://api.anthropic.com', openai: 'https://api.openai.com/v1' } as const;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

const environmentSchema = z.object({
  KIND: z.enum(LANGUAGE_MODEL_KINDS, `one of ${LANGUAGE_MODEL_KINDS.join(', ')}`).optional(),
  MODEL: z.string().max(200, 'the name of a model').optional(),
  URL: z.string().refine(isHttp, 'an http or https address without user, query or fragment').optional(),
  KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'a text of visible ASCII characters')
    .optional(),
});

/** What to set so that there is a language model, for hints. */
export const HOW_TO_SET_UP =
  'Set PERDURE_LLM_KIND (anthropic or openai), PERDURE_LLM_MODEL and PERDURE_LLM_KEY, for another endpoint also PERDURE_LLM_URL.';

/** The language model that the environment names; undefined when it names none. Throws `invalid` for what is wrong or missing. */
export function languageModelOf(env: Environment): LanguageModel | undefined {
  const settings = readLanguageModel(env);
  return settings === undefined ? undefined : createLanguageModel(settings);
}

/** The same as settings. Without `PERDURE_LLM_KIND` there is none, whatever else is set. */
export function readLanguageModel(env: Environment): LanguageModelSettings | undefined {
  const named = Object.keys(environmentSchema.shape).map((key) => [key, env[`${PREFIX}${key}`]?.trim() ?? '']);
  const given = Object.fromEntries(named.filter(([, value]) => value !== '')) as Record<string, string>;
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw notAllowed(parsed.error.issues[0], given);
  const { KIND: kind, MODEL: model, URL: url, KEY: key } = parsed.data;
  if (kind === undefined) return undefined;
  if (model === undefined) throw missing('MODEL', 'the name of a model of that endpoint');
  if (key === undefined && url === undefined) throw missing('KEY', 'a key of that endpoint');
  const settings = { kind, model, key, url: url ?? USUAL_URLS[kind] };
  refuseOpenKey(settings);
  return settings;
}

function isHttp(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '';
}

function refuseOpenKey({ url, key }: LanguageModelSettings): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || key === undefined || LOOPBACK.test(hostname)) return;
  throw new AppError('invalid', `${PREFIX}URL is ${url}: ${PREFIX}KEY would be sent where others can read it.`, {
    hint: 'Use https, or no key.',
  });
}

function notAllowed(issue: z.core.$ZodIssue | undefined, given: Environment): AppError {
  const key = String(issue?.path[0]);
  // An address that is refused may have a password or a key in it.
  const isSecret = key === 'KEY' || /[@?#]/.test(given[key] ?? '');
  const value = isSecret ? 'cannot be used' : `is "${given[key]}"`;
  return new AppError('invalid', `${PREFIX}${key} ${value}. Allowed: ${issue?.message}.`, {
    hint: `Set ${PREFIX}${key} to an allowed value, or remove it.`,
  });
}

function missing(key: string, what: string): AppError {
  return new AppError('invalid', `${PREFIX}KIND is set, and ${PREFIX}${key} is missing.`, {
    hint: `Set ${PREFIX}${key} to ${what}, or remove ${PREFIX}KIND for no language model.`,
  });
}
