import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '@/lib/domain/app-error';
import type { Environment, SidecarSettings } from './settings';

const SIDECAR = /^([A-Za-z0-9][\w.-]{0,127})\s*=\s*(?:(https?):\/\/)?(?:([\w.-]+|\[[\da-fA-F:]+\]):)?(\d{1,5})$/;
const TOKEN = /^[\x21-\x7e]+$/;

/** The token that sidecars given on the command line are sent; Dapr's own name for it. */
const TOKEN_VARIABLE = 'DAPR_API_TOKEN';

const secret = z.union([z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })]);

/** How a file tells a sidecar: secrets by where they are, never themselves. */
export const sidecarSpec = z.strictObject({
  appId: z.string().min(1),
  address: z.string().min(1),
  apiToken: secret.optional(),
  tls: z.union([z.boolean(), z.strictObject({ ca: z.string().min(1) })]).optional(),
});

export type SidecarSpec = z.output<typeof sidecarSpec>;

/** Where a sidecar is told, for messages and for the paths and variables that it names. */
export type SpecPlace = { readonly where: string; readonly folder: string; readonly env: Environment };

/** The sidecar with its secrets read. Throws `invalid`, with the place, for what cannot be read. */
export function sidecarOfSpec({ appId, address, apiToken, tls }: SidecarSpec, place: SpecPlace): SidecarSettings {
  const token = apiToken && readToken(apiToken, place);
  const { tls: byAddress, ...known } = readSidecar(`${appId}=${address}`, token);
  const ca = typeof tls === 'object' ? textOf(resolve(place.folder, tls.ca), `${place.where}.tls.ca`) : undefined;
  return { ...known, tls: tls === undefined ? byAddress : tlsOf(tls !== false, ca) };
}

/** `orders=50001`, `orders=10.0.0.7:50001` or `orders=https://dapr.example:443`. Throws `invalid` for anything else. */
export function sidecarOfText(text: string, env: Environment): SidecarSettings {
  return readSidecar(text, env[TOKEN_VARIABLE] && readToken({ env: TOKEN_VARIABLE }, { where: text, folder: '', env }));
}

/** The text of a file. Throws `invalid`, with the place that names it. */
export function textOf(path: string, where: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('invalid', `${where}: ${path} cannot be read.`, { cause });
  }
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

function readToken(from: z.output<typeof secret>, { where, folder, env }: SpecPlace): string {
  const name = 'env' in from ? from.env : from.file;
  const token = ('env' in from ? (env[name] ?? '') : textOf(resolve(folder, name), where)).trim();
  if (TOKEN.test(token)) return token;
  throw new AppError('invalid', `${where}: the API token from ${name} is not a text of visible ASCII characters.`, {
    hint: token === '' ? `${name} is empty or not there.` : 'Check what stands in it.',
  });
}
