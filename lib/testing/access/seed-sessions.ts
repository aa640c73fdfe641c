import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';

/** Signs people in at a store, each for a minute as an operator whom a provider named. */
export async function seedSessions(path: string, names: readonly string[]): Promise<void> {
  const console = await openSqliteConsoleStore({ path });
  for (const [index, name] of names.entries()) {
    const now = Date.now() + index;
    await console.addSession({
      ...{ hash: `of ${name}`, name, method: 'oidc', address: '192.0.2.9', role: 'operator' },
      ...{ scope: { apps: [], workflows: [] }, seesPayloads: true },
      ...{ createdAt: now, seenAt: now, expiresAt: now + 60_000 },
    });
  }
  await console.close();
}
