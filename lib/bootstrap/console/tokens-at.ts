import { createControl } from '@/lib/control/create-control';
import { type Caller, LOCAL_OPERATOR } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import { createRevealMemory } from '@/lib/services/access/reveal-memory';
import { bindServices, type Services } from '@/lib/services/bind-services';
import type { ListedSession } from '@/lib/services/sessions';
import { hashPassword } from '@/lib/services/sign-in/password-hash';
import type { ApiToken } from '@/lib/store/access-store';
import type { StorePlace } from '../store-place';
import { PERDURE_VERSION } from '../version';
import { openConsoleStore } from './open-console-store';

export type ListedToken = ApiToken;
export type { ListedSession };
export type AccessServices = Pick<
  Services,
  'createToken' | 'listTokens' | 'revokeToken' | 'listSessions' | 'endSessions'
>;
export { hashPassword };

/** Whoever has a shell where the store is may do everything with it. */
const AT_THE_SHELL: Caller = { actor: { ...LOCAL_OPERATOR, name: 'command line' } };

/** Does something with the API tokens and sessions of the store at a place, as the same use cases as the console's, audit included. */
export async function withTokens<T>(place: StorePlace, work: (services: AccessServices) => Promise<T>): Promise<T> {
  const store = await openConsoleStore(place);
  const now = (): number => Date.now();
  const control = createControl({ doorOf: refuse });
  const common = { store, control, now, reveals: createRevealMemory(now), onBulkChange: () => undefined };
  const projects = { list: refuse, run: refuse, stop: refuse };
  const shown = { mainAppId: '', servedApps: [], runtimeAddress: '', storeName: '', settings: [] };
  const versions = { perdure: PERDURE_VERSION, node: process.version };
  try {
    return await work(bindServices({ ...common, ...shown, projects, versions }, AT_THE_SHELL));
  } finally {
    await store.close();
  }
}

function refuse(): never {
  throw new AppError('internal', 'Tokens are made without a runtime.');
}
