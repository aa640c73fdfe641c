import type { LeaseRequest } from '../acquire-lease';
import { declarePaths, type Declared } from '../declare-paths';
import type { HeldLease } from '../held-lease';
import { toKeptPaths, type KeptPath } from '../declared-values';
import type { RuntimeStore } from '../runtime-store';
import { postgresPlace, type PostgresPlace } from './connect';
import { holdAndMigrate, leaseLink } from './hold-and-migrate';
import { Link } from './link';
import { PostgresDeclarations } from './postgres-declarations';
import { PostgresRuntimeStore } from './postgres-runtime-store';
import { Reader } from './reader';
import { Writer } from './writer';
import { WriterConnections } from './writer-connections';

export type OpenOptions = {
  readonly url: string;
  readonly lease?: LeaseRequest | undefined;
  /** The places in payloads by which lists can be filtered; absent: those that were declared last. */
  readonly declared?: Declared | undefined;
};

/**
 * Opens the database at `url` as its only writer and migrates it as needed. A holder that may be gone is waited for.
 * Rejects with `conflict` when another runtime has it, `precondition` when a newer Perdure wrote it or the server is too
 * old, `unavailable` when it cannot be reached.
 */
export async function openPostgresRuntimeStore({ url, lease, declared }: OpenOptions): Promise<RuntimeStore> {
  const place = postgresPlace(url);
  // The lease is kept over the connection that reads: the other one may be in the middle of a commit.
  const readLink = leaseLink(place, 'reader');
  try {
    const { held } = await holdAndMigrate(readLink, place.name, lease);
    return await openHeld(place, { held, readLink, declared }).catch(async (error: unknown) => {
      await held.release();
      throw error;
    });
  } catch (error) {
    await readLink.close();
    throw error;
  }
}

async function openHeld(
  place: PostgresPlace,
  { held, readLink, declared }: { readonly held: HeldLease; readonly readLink: Link } & Pick<OpenOptions, 'declared'>,
): Promise<RuntimeStore> {
  const writing = new WriterConnections(place, held.claim.id);
  const link = new Link(place.name, () => writing.open());
  const paths = await link
    .current()
    .then((client) => declareOver(new PostgresDeclarations(client, held, place.name), declared))
    .catch(async (error: unknown) => {
      await link.close();
      throw error;
    });
  const writer = new Writer({ link, store: place.name, found: () => writing.found, held, paths });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    link.refuse();
    await writer.finished();
    await link.close();
    await held.release();
    await readLink.close();
  };
  return new PostgresRuntimeStore({
    writer,
    reader: new Reader(readLink, place.name),
    newestKey: writing.found.marks.key,
    close: () => (closing ??= close()),
  });
}

async function declareOver(table: PostgresDeclarations, declared: Declared | undefined): Promise<readonly KeptPath[]> {
  if (declared !== undefined) await declarePaths(table, declared);
  return toKeptPaths(await table.paths());
}
