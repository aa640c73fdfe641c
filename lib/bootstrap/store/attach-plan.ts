import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import type { Environment, SidecarSettings } from '../settings';

const SIDECAR = /^([A-Za-z0-9][\w.-]{0,127})\s*=\s*(?:(https?):\/\/)?(?:([\w.-]+|\[[\da-fA-F:]+\]):)?(\d{1,5})$/;
const TOKEN = /^[\x21-\x7e]+$/;

/** The token that sidecars given on the command line are sent; Dapr's own name for it. */
const TOKEN_VARIABLE = 'DAPR_API_TOKEN';

const secret = z.union([z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })]);
const plan = z.strictObject({
  component: z.string().min(1).optional(),
  stateStore: z.string().min(1).optional(),
  store: z.string().min(1).optional(),
  sidecars: z
    .array(
      z.strictObject({
        appId: z.string().min(1),
        address: z.string().min(1),
        apiToken: secret.optional(),
        tls: z.union([z.boolean(), z.strictObject({ ca: z.string().min(1) })]).optional(),
      }),
    )
    .default([]),
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
    sidecars: sidecars.map(({ appId, address, apiToken, tls }, index) => {
      const where = `${path}: sidecars.${index}`;
      const token = apiToken && readToken(apiToken, { where, folder, env });
      const { tls: byAddress, ...known } = readSidecar(`${appId}=${address}`, token);
      const ca = typeof tls === 'object' ? textOf(resolve(folder, tls.ca), `${where}.tls.ca`) : undefined;
      return { ...known, tls: tls === undefined ? byAddress : tlsOf(tls !== false, ca) };
    }),
  };
}

/** `orders=50001`, `orders=10.0.0.7:50001` or `orders=https://dapr.example:443`. Throws `invalid` for anything else. */
export function sidecarOfText(text: string, env: Environment): SidecarSettings {
  return readSidecar(text, env[TOKEN_VARIABLE] && readToken({ env: TOKEN_VARIABLE }, { where: text, folder: '', env }));
}

function readSidecar(text: string, token: string | undefined): SidecarSettings {
  const [, appId = '', scheme, host = '127.0.0.1', port = ''] = SIDECAR.exec(text) ?? [];
  if (appId === '' || Number(port) > 65_535) {
    throw new AppError('invalid', `"${text}" does not tell a sidecar.`, {
      hint: 'Write <App ID>=<gRPC port>, <App ID>=<host>:<port> or, with TLS, <App ID>=https://<host>:<port>.',
    });
  }
  return { appId, address: `${host}:${port}`, token, tls: tlsOf(scheme === 'https', undefined) };
}

function tlsOf(isWanted: boolean, ca: string | undefined): SidecarSettings['tls'] {
  return isWanted ? { ca } : undefined;
}

type Place = { readonly where: string; readonly folder: string; readonly env: Environment };

function readToken(from: z.output<typeof secret>, { where, folder, env }: Place): string {
  const name = 'env' in from ? from.env : from.file;
  const token = ('env' in from ? (env[name] ?? '') : textOf(resolve(folder, name), where)).trim();
  if (TOKEN.test(token)) return token;
  throw new AppError('invalid', `${where}: the API token from ${name} is not a text of visible ASCII characters.`, {
    hint: token === '' ? `${name} is empty or not there.` : 'Check what stands in it.',
  });
}

function contentOf(path: string): unknown {
  const text = textOf(path, 'The file to attach by');
  try {
    return parse(text) ?? {};
  } catch (cause) {
    throw new AppError('invalid', `${path} is not valid YAML.`, { cause });
  }
}

function textOf(path: string, where: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('invalid', `${where}: ${path} cannot be read.`, { cause });
  }
}
