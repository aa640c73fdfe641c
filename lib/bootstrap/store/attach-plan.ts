import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import type { Environment, SidecarSettings } from '../settings';
import { sidecarOfSpec, sidecarSpec, textOf } from '../sidecar-spec';

const plan = z.strictObject({
  component: z.string().min(1).optional(),
  stateStore: z.string().min(1).optional(),
  store: z.string().min(1).optional(),
  sidecars: z.array(sidecarSpec).default([]),
});

/** What a file says that `perdure attach --config` names: paths are whole, secrets are read. */
export type AttachPlan = Omit<z.output<typeof plan>, 'sidecars'> & { readonly sidecars: readonly SidecarSettings[] };

/** Reads the file. Throws `invalid`, with the place, for what cannot be read or is not allowed there. */
export function readAttachPlan(path: string, env: Environment): AttachPlan {
  const folder = dirname(path);
  const result = plan.safeParse(contentOf(path));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new AppError('invalid', `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be used'}.`, {
      hint: 'docs/attach.md has an example.',
    });
  }
  const { component, store, sidecars, ...rest } = result.data;
  const inFolder = (named: string | undefined): string | undefined => named && resolve(folder, named);
  return {
    ...{ ...rest, component: inFolder(component), store: inFolder(store) },
    sidecars: sidecars.map((spec, index) => sidecarOfSpec(spec, { where: `${path}: sidecars.${index}`, folder, env })),
  };
}

function contentOf(path: string): unknown {
  const text = textOf(path, 'The file to attach by');
  try {
    return parse(text) ?? {};
  } catch (cause) {
    throw new AppError('invalid', `${path} is not valid YAML.`, { cause });
  }
}
