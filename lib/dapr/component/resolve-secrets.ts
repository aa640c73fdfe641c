import { AppError } from '@/lib/domain/app-error';
import type { Component, MetadataItem } from './component';

/** What a component refers to and does not hold itself. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All components at hand; the secret store that one names is looked for among them. */
  readonly components: readonly Component[];
  /** Text of a file, or undefined when there is none. */
  readonly readFile: (path: string) => string | undefined;
};

const ENV_STORES: readonly string[] = ['secretstores.local.env', 'secretstores.local.envvar'];
const FILE_STORE = 'secretstores.local.file';

/**
 * The metadata of a component by name, in lower case since Dapr does not mind case, with its references resolved: to an
 * environment variable (`envRef`), or to a secret of the store that `auth.secretStore` names (`local.env`, `local.file`).
 * Throws `invalid` for a reference that leads nowhere.
 */
export function resolveMetadata(component: Component, surroundings: Surroundings): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const item of component.spec.metadata ?? []) {
    const value = valueOf(component, item, surroundings);
    if (value !== undefined) values.set(item.name.toLowerCase(), value);
  }
  return values;
}

function valueOf(component: Component, item: MetadataItem, surroundings: Surroundings): string | undefined {
  if (item.secretKeyRef !== undefined) return secretOf(component, item, surroundings);
  if (item.envRef === undefined) return item.value;
  const value = surroundings.env[item.envRef];
  if (value !== undefined) return value;
  throw refusal(component, item, `the environment variable ${item.envRef}, which is not set`);
}

function secretOf(component: Component, item: MetadataItem, surroundings: Surroundings): string {
  const { name = '', key = name } = item.secretKeyRef ?? {};
  const storeName = component.auth?.secretStore;
  const store = surroundings.components.find(
    ({ metadata, spec }) => metadata.name === storeName && spec.type.startsWith('secretstores.'),
  );
  if (storeName === undefined || store === undefined) {
    const which = storeName === undefined ? 'no secret store is named' : `the secret store '${storeName}' is not known`;
    throw new AppError('invalid', `${subject(component, item)} refers to the secret '${name}', and ${which}.`, {
      hint: `Set auth.secretStore to a component of type ${ENV_STORES[0]} or ${FILE_STORE} in the same file or folder.`,
    });
  }
  const found = secretIn(store, { name, key }, surroundings);
  if (found !== undefined) return found;
  throw refusal(component, item, `the secret '${name}', key '${key}', which '${storeName}' does not have`);
}

type SecretName = { readonly name: string; readonly key: string };

function secretIn(store: Component, secret: SecretName, surroundings: Surroundings): string | undefined {
  if (ENV_STORES.includes(store.spec.type)) {
    const prefix = plainValue(store, 'prefix') ?? '';
    return surroundings.env[`${prefix}${secret.key}`] ?? surroundings.env[`${prefix}${secret.name}`];
  }
  if (store.spec.type === FILE_STORE) return secretInFile(store, secret, surroundings);
  throw new AppError('invalid', `Perdure cannot read secrets from ${store.spec.type} ('${store.metadata.name}').`, {
    hint: `Give it a copy of the component whose secrets come from ${ENV_STORES[0]} or ${FILE_STORE}.`,
  });
}

function secretInFile(store: Component, { name, key }: SecretName, { readFile }: Surroundings): string | undefined {
  const path = plainValue(store, 'secretsFile');
  const text = path === undefined ? undefined : readFile(path);
  if (text === undefined) {
    throw new AppError(
      'invalid',
      `The secret store '${store.metadata.name}' has no readable secretsFile: ${path ?? ''}`,
    );
  }
  const separator = plainValue(store, 'nestedSeparator') ?? ':';
  const secrets = flattened(parsed(text, path ?? ''), separator);
  return secrets.get(`${name}${separator}${key}`) ?? secrets.get(key) ?? secrets.get(name);
}

function plainValue(store: Component, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return store.spec.metadata?.find((item) => item.name.toLowerCase() === wanted)?.value;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid', `The secrets file ${path} is not valid JSON.`, { cause });
  }
}

function flattened(value: unknown, separator: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (part: unknown, path: readonly string[]): void => {
    if (typeof part === 'object' && part !== null) {
      for (const [key, inner] of Object.entries(part)) walk(inner, [...path, key]);
    } else found.set(path.join(separator), String(part));
  };
  walk(value, []);
  return found;
}

function refusal(component: Component, item: MetadataItem, what: string): AppError {
  return new AppError('invalid', `${subject(component, item)} refers to ${what}.`);
}

function subject(component: Component, item: MetadataItem): string {
  return `The metadata '${item.name}' of the component '${component.metadata.name}'`;
}
