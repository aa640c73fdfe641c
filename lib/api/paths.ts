import type { InstanceRef } from '@/lib/domain/instance';

/** Where one instance lives in the HTTP API. */
export function instancePath(ref: InstanceRef, tail = ''): string {
  const base = `/api/v1/instances/${encodeURIComponent(ref.appId)}/${encodeURIComponent(ref.instanceId)}`;
  return tail === '' ? base : `${base}/${tail}`;
}

/** Where one instance lives in the console. */
export function instancePage(ref: InstanceRef): string {
  return `/instances/${encodeURIComponent(ref.appId)}/${encodeURIComponent(ref.instanceId)}`;
}
