import { AppError } from '@/lib/domain/app-error';
import type { Component } from './component';
import { postgresUrl } from './postgres-url';
import { resolveMetadata, type Surroundings } from './resolve-secrets';

export type PostgresTarget = {
  readonly layout: 'postgresql-v2' | 'postgresql-v1';
  readonly url: string;
  readonly table: string;
};
export type SqliteTarget = { readonly layout: 'sqlite'; readonly path: string; readonly table: string };
export type RedisTarget = {
  readonly layout: 'redis';
  readonly host: string;
  readonly port: number;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly database: number;
  readonly tls: boolean;
};

/** Where a state store is and how it is laid out. Holds secrets: not for messages. */
export type StateStoreTarget = PostgresTarget | SqliteTarget | RedisTarget;

type Metadata = ReadonlyMap<string, string>;

const READERS: Readonly<Record<string, (component: Component, metadata: Metadata) => StateStoreTarget>> = {
  'state.postgresql': postgresTarget,
  'state.postgres': postgresTarget,
  'state.sqlite': sqliteTarget,
  'state.sqlite3': sqliteTarget,
  'state.redis': redisTarget,
};

/** Component types that a state store can be read of. */
const KNOWN_TYPES = ['state.postgresql', 'state.sqlite', 'state.redis'] as const;

/**
 * The state store among `surroundings.components`: the one that `name` names, else the only one, else the one with
 * `actorStateStore`. Throws `invalid` when there is none that can be read, with what is known.
 */
export function stateStoreTarget(surroundings: Surroundings, name?: string): StateStoreTarget {
  const component = chosen(surroundings.components, name);
  const read = READERS[component.spec.type];
  if (read === undefined) {
    throw new AppError('invalid', `Perdure cannot read a state store of type ${component.spec.type}.`, {
      hint: `It knows ${KNOWN_TYPES.join(', ')}. Another store can be reached through a sidecar only.`,
    });
  }
  return read(component, resolveMetadata(component, surroundings));
}

function chosen(components: readonly Component[], name: string | undefined): Component {
  const stores = components.filter(({ spec }) => spec.type.startsWith('state.'));
  if (name !== undefined) {
    const named = stores.find(({ metadata }) => metadata.name === name);
    if (named !== undefined) return named;
    throw new AppError('invalid', `There is no state store component named '${name}'.`, { hint: namesOf(stores) });
  }
  const forActors = stores.filter(({ spec }) =>
    spec.metadata?.some(
      (item) => item.name.toLowerCase() === 'actorstatestore' && item.value?.toLowerCase() === 'true',
    ),
  );
  const candidates = forActors.length > 0 ? forActors : stores;
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  throw new AppError('invalid', `${stores.length === 0 ? 'No' : 'More than one'} state store component was found.`, {
    hint: namesOf(stores),
  });
}

function namesOf(stores: readonly Component[]): string {
  if (stores.length === 0) return `A component of one of these types is wanted: ${KNOWN_TYPES.join(', ')}.`;
  return `Choose one: ${stores.map(({ metadata }) => metadata.name).join(', ')}.`;
}

function postgresTarget({ metadata: { name }, spec }: Component, metadata: Metadata): StateStoreTarget {
  for (const way of ['useAzureAD', 'useAWSIAM']) {
    if (metadata.get(way.toLowerCase())?.toLowerCase() !== 'true') continue;
    throw new AppError('invalid', `The component '${name}' signs in by ${way}, which Perdure cannot.`, {
      hint: 'Give it a copy of the component with a user and a password that may only read.',
    });
  }
  const url = postgresUrl(metadata, name);
  const version = spec.version ?? 'v1';
  if (version === 'v2') {
    return { layout: 'postgresql-v2', url, table: tableName(`${metadata.get('tableprefix') ?? ''}state`, name) };
  }
  if (version !== 'v1') {
    throw new AppError('invalid', `The component '${name}' has the unknown version ${version}.`, {
      hint: 'Known versions of state.postgresql: v1, v2.',
    });
  }
  return { layout: 'postgresql-v1', url, table: tableName(metadata.get('tablename') ?? 'state', name) };
}

function sqliteTarget({ metadata: { name } }: Component, metadata: Metadata): StateStoreTarget {
  const [path = '', options = ''] = (metadata.get('connectionstring') ?? metadata.get('url') ?? '')
    .replace(/^file:(\/\/)?/, '')
    .split('?');
  if (path === '' || path === ':memory:' || /\bmode=memory\b/.test(options)) {
    throw new AppError('invalid', `The component '${name}' names no SQLite file.`, {
      hint: 'A database in the memory of a sidecar can be reached through that sidecar only.',
    });
  }
  return { layout: 'sqlite', path, table: tableName(metadata.get('tablename') ?? 'state', name) };
}

function redisTarget({ metadata: { name } }: Component, metadata: Metadata): StateStoreTarget {
  if (metadata.get('redistype') === 'cluster' || metadata.get('failover') === 'true') {
    throw new AppError(
      'invalid',
      `The component '${name}' uses a Redis cluster or Sentinel, which Perdure cannot read yet.`,
      {
        hint: 'Give it a copy of the component with the address of one node that has all keys.',
      },
    );
  }
  const [, host = '', port = '6379'] = /^(.*?)(?::(\d+))?$/.exec(metadata.get('redishost') ?? '') ?? [];
  if (host === '') throw new AppError('invalid', `The component '${name}' has no redisHost.`);
  return {
    layout: 'redis',
    host,
    port: Number(port),
    username: metadata.get('redisusername'),
    password: metadata.get('redispassword'),
    database: Number(metadata.get('redisdb') ?? '0'),
    tls: metadata.get('enabletls') === 'true',
  };
}

/** Dapr does not quote names, so what would need quotes cannot be one. */
function tableName(table: string, component: string): string {
  if (/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(table)) return table;
  throw new AppError('invalid', `The component '${component}' names the table '${table}', which is no table name.`);
}
