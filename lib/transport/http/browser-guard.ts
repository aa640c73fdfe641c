import { AppError } from '@/lib/domain/app-error';

/** The headers by which a browser betrays on whose behalf it asks. */
export type Asker = {
  readonly method: string;
  readonly host: string | null;
  readonly origin: string | null;
  readonly fetchSite: string | null;
};

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = /^(localhost|[\w-]+(\.[\w-]+)*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
const IP_LITERAL = /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])$/i;
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

/** Reads what the guards need to know. */
export function askerOf({ method, headers }: { method: string; headers: Headers }): Asker {
  return {
    method,
    host: headers.get('host'),
    origin: headers.get('origin'),
    fetchSite: headers.get('sec-fetch-site'),
  };
}

/**
 * Why another site may not use a visitor's browser to act here, or undefined when nothing speaks against it. Programs
 * send no `Origin`, browsers send it with everything that changes state.
 */
export function whyForeignSite({ method, host, origin, fetchSite }: Asker): string | undefined {
  if (READING.has(method)) return undefined;
  if (origin !== null && hostOfOrigin(origin) !== host?.toLowerCase()) {
    return `A page of ${origin} may not change anything here.`;
  }
  return fetchSite === 'cross-site' ? 'A page of another site may not change anything here.' : undefined;
}

/**
 * Why a `Host` is not ours, or undefined when it is. A name that a stranger points at this machine (DNS rebinding) makes
 * his page look like ours; names of this machine, the configured host, and bare addresses when we listen on every
 * address, cannot be used that way.
 */
export function whyForeignHost(host: string | null, listeningOn: string): string | undefined {
  const name = nameOf(host);
  if (name === undefined) return 'The request names no host.';
  const own = listeningOn.includes(':') ? `[${listeningOn}]` : listeningOn;
  if (LOOPBACK.test(name) || name === own.toLowerCase()) return undefined;
  if (ANY_ADDRESS.has(listeningOn) && IP_LITERAL.test(name)) return undefined;
  return `The host "${name}" is not one this console answers for.`;
}

/** Where the console listens, and where people reach it when that is elsewhere. */
export type Place = { readonly host: string; readonly publicUrl: string | undefined };

/** Throws `forbidden` when a request to the console did not come from the console's own pages or from a program. */
export function refuseForeigners(asker: Asker, { host, publicUrl }: Place): void {
  const isPublic = publicUrl !== undefined && asker.host?.toLowerCase() === new URL(publicUrl).host;
  const foreignHost = isPublic ? undefined : whyForeignHost(asker.host, host);
  if (foreignHost !== undefined) {
    throw new AppError('forbidden', foreignHost, {
      hint: 'Open the console by its address, or set PERDURE_PUBLIC_URL to the address you use.',
    });
  }
  const foreignSite = whyForeignSite(asker);
  if (foreignSite !== undefined) {
    throw new AppError('forbidden', foreignSite, {
      hint: "Use the console's own pages, or a client without a browser.",
    });
  }
}

function nameOf(host: string | null): string | undefined {
  return /^(\[[^\]]+\]|[^:]+)(:\d+)?$/.exec(host ?? '')?.[1]?.toLowerCase();
}

function hostOfOrigin(origin: string): string | undefined {
  return /^https?:\/\/([^/]+)$/i.exec(origin)?.[1]?.toLowerCase();
}
