import type { Metadata } from '@grpc/grpc-js';

/** Connections remembered; the longest known are forgotten first. */
const MOST = 10_000;

/**
 * Knows which connections have opened a work-item stream before.
 *
 * The JavaScript SDK gives its worker up for good when its very first stream ends by an error, as it does when the
 * runtime is killed; after a first stream that ended well it reconnects for ever (dapr-protocol 6.1). So the first stream
 * of each such connection is ended well, at once, and the worker is back about a second later, safe from then on.
 */
export type FirstStreams = { mustEndWell(peer: string, metadata: Metadata): boolean };

export function createFirstStreams(): FirstStreams {
  const known = new Set<string>();
  return {
    mustEndWell(peer, metadata) {
      const agent = String(metadata.get('user-agent')[0] ?? '');
      if (!agent.startsWith('dapr-js-sdk/') || known.has(peer)) return false;
      known.add(peer);
      const [oldest] = known;
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      return true;
    },
  };
}
