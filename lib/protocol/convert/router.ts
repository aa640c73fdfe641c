import type { Router } from '@/lib/domain/history-event';
import type { TaskRouter } from '../generated/workflow';

export function routerToWire(router: Router): TaskRouter {
  return {
    sourceAppID: router.sourceAppId,
    targetAppID: router.targetAppId,
    targetAppNamespace: router.targetNamespace,
  };
}

export function routerFromWire(router: TaskRouter): Router {
  return {
    sourceAppId: router.sourceAppID,
    targetAppId: router.targetAppID,
    targetNamespace: router.targetAppNamespace,
  };
}
