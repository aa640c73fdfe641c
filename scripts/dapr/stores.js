import '../register-typescript.js';

const { createStateStore, stateStoreLayouts } = await import('../../lib/testing/dapr/state-stores.ts');
const { findPostgres } = await import('../../lib/testing/postgres/find-postgres.ts');
const { PostgresCluster } = await import('../../lib/testing/postgres/postgres-cluster.ts');

/**
 * Does some work with a fresh state store of each layout, one after the other; one whose server cannot be had is named and
 * left out.
 * @param {string[]} words layouts; none: all
 * @param {(store: object) => Promise<void>} work
 */
export async function withStateStores(words, work) {
  const unknown = words.find((word) => !stateStoreLayouts.includes(word));
  if (unknown !== undefined)
    throw new Error(`There is no layout "${unknown}". Layouts: ${stateStoreLayouts.join(', ')}`);
  const layouts = words.length === 0 ? stateStoreLayouts : words;
  const programs = layouts.some((layout) => layout.startsWith('postgresql')) ? findPostgres() : undefined;
  const cluster = programs === undefined ? undefined : await PostgresCluster.create(programs);
  try {
    for (const layout of layouts) {
      const store = await createStateStore(layout, cluster?.url('postgres'));
      if (store === undefined) {
        console.error(`${layout}: left out, because its server is not installed`);
        continue;
      }
      try {
        await work(store);
      } finally {
        await store.remove();
      }
    }
  } finally {
    await cluster?.remove();
  }
}
