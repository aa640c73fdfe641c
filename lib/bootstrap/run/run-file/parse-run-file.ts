import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type YAMLMap } from 'yaml';
import type { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import { nearestOf } from '../../config/nearest-of';
import { RUN_FILE_KEYS, type KeysOf } from './run-file-keys';
import { runFileSchema, type RunFile } from './run-file-schema';

export type ParsedRunFile = { readonly value: RunFile; readonly passedOver: readonly string[] };

const HINT = 'docs/cli.md lists the keys that Perdure reads.';

/** What a run file says, and which of its keys are passed over. Throws `invalid` with file and line. */
export function parseRunFile(text: string, file: string): ParsedRunFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined): string => `${file}:${lines.linePos(offset ?? 0).line}`;
  const [fault] = document.errors;
  if (fault !== undefined) {
    throw new AppError('invalid', `${lineAt(fault.pos[0])}: this is not YAML: ${fault.message}`, { hint: HINT });
  }
  const passedOver = checkKeys(document, lineAt);
  const parsed = runFileSchema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, passedOver };
  throw refusal(parsed.error.issues[0], document, lineAt);
}

type LineAt = (offset: number | undefined) => string;

/** Answers the keys that are passed over, each once. */
function checkKeys(document: Document, lineAt: LineAt): readonly string[] {
  const passedOver = new Set<string>();
  const check = (node: unknown, keys: KeysOf, where: string): void => {
    if (!isMap(node)) return;
    for (const { name, offset } of keysIn(node)) {
      if (keys.passedOver.includes(name)) passedOver.add(name);
      else if (!keys.known.includes(name)) throw unknownKey({ name, at: lineAt(offset), where, keys });
    }
  };
  const root: unknown = document.contents;
  check(root, RUN_FILE_KEYS.file, '');
  if (!isMap(root)) return [];
  check(root.get('common', true), RUN_FILE_KEYS.common, ' in common');
  const apps = root.get('apps', true);
  for (const app of isSeq(apps) ? apps.items : []) check(app, RUN_FILE_KEYS.app, ' for an app');
  return [...passedOver];
}

function keysIn(map: YAMLMap): readonly { readonly name: string; readonly offset: number | undefined }[] {
  return map.items.flatMap(({ key }) => (isScalar(key) ? [{ name: String(key.value), offset: key.range?.[0] }] : []));
}

function unknownKey(fault: { name: string; at: string; where: string; keys: KeysOf }): AppError {
  const { name, at, where, keys } = fault;
  const nearest = nearestOf(name, [...keys.known, ...keys.passedOver]);
  const meant = nearest === undefined ? `Known keys: ${keys.known.join(', ')}.` : `Did you mean "${nearest}"?`;
  return new AppError('invalid', `${at}: there is no key "${name}"${where}. ${meant}`, { hint: HINT });
}

function refusal(issue: z.core.$ZodIssue | undefined, document: Document, lineAt: LineAt): AppError {
  const path = issue?.path ?? [];
  const node = nearestNode(document, path);
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  const value: unknown = document.getIn(path);
  const fault = value === undefined ? 'is missing' : 'cannot be used';
  const what = name === '' ? 'what stands here' : name.replace(/^\./, '');
  return new AppError('invalid', `${lineAt(node)}: ${what} ${fault}. Allowed: ${issue?.message}.`, { hint: HINT });
}

/** Where the innermost thing of a path begins that there is. */
function nearestNode(document: Document, path: readonly PropertyKey[]): number | undefined {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  if (Array.isArray(range)) return Number(range[0]);
  return path.length === 0 ? undefined : nearestNode(document, path.slice(0, -1));
}
