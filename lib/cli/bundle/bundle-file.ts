import { createHash } from 'node:crypto';
import { z } from 'zod';
import { exportedRunSchema, type ExportedRunJson } from '@/lib/api/bundle';
import { AppError } from '@/lib/domain/app-error';

const FORMAT = 'perdure-runs';
/** Grows when a bundle of today could not be read by those who know the one before. */
const VERSION = 1;

export type Bundle = {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** Of the Perdure that wrote it. */
  readonly perdure: string;
  /** Milliseconds since 1970. */
  readonly exportedAt: number;
  readonly runs: readonly ExportedRunJson[];
  /** Over everything else in it. */
  readonly checksum: string;
};

const headSchema = z.looseObject({ format: z.literal(FORMAT), version: z.number().int().min(1) });
const bundleSchema = headSchema.extend({
  ...{ perdure: z.string(), exportedAt: z.number(), runs: z.array(exportedRunSchema).min(1), checksum: z.string() },
});

/** Runs as a file that can be taken elsewhere. */
export function sealBundle(
  runs: readonly ExportedRunJson[],
  { perdure, exportedAt }: Pick<Bundle, 'perdure' | 'exportedAt'>,
): string {
  const content = { format: FORMAT, version: VERSION, perdure, exportedAt, runs };
  return `${JSON.stringify({ ...content, checksum: checksumOf(content) }, undefined, 1)}\n`;
}

/** The runs of such a file. Throws `invalid` for another file, one of a newer version, and a damaged one. */
export function openBundle(text: string, from: string): readonly ExportedRunJson[] {
  const json = jsonOf(text, from);
  const head = headSchema.safeParse(json);
  if (!head.success) {
    throw new AppError('invalid', `${from} holds no exported executions.`, {
      hint: 'It takes what `perdure workflow export` wrote.',
    });
  }
  if (head.data.version > VERSION) {
    const is = `is a bundle of version ${head.data.version}; this Perdure reads up to version ${VERSION}`;
    throw new AppError('invalid', `${from} ${is}.`, { hint: 'Import it with a newer Perdure.' });
  }
  const { checksum, ...content } = head.data;
  if (checksum !== checksumOf(content)) {
    throw new AppError('invalid', `${from} is damaged: its content does not fit its checksum.`, {
      hint: 'Take it from where it comes from once more. A bundle must not be edited.',
    });
  }
  const bundle = bundleSchema.safeParse(json);
  if (bundle.success) return bundle.data.runs;
  const [issue] = bundle.error.issues;
  throw new AppError('invalid', `${from} cannot be read at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function checksumOf(content: object): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(content)).digest('hex')}`;
}

function jsonOf(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable';
    throw new AppError('invalid', `${from} is not valid JSON: ${reason}`, { cause });
  }
}
