import type { ServiceContext } from '../service-context';
import { reachOf } from './scope';
import { scopedStore } from './scoped-store';

/** What use cases stand on, as the caller sees it: the store, the apps that are served, and their settings. */
export function narrowContext(context: ServiceContext): ServiceContext {
  const { actor } = context.caller;
  const reach = reachOf(actor.scope);
  return {
    ...context,
    store: scopedStore(context.store, actor),
    servedApps: context.servedApps.filter(reach.app),
    settings: context.settings.filter(({ appId }) => appId === undefined || reach.app(appId)),
  };
}
