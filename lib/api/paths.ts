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

/** An instance as one query parameter: App ID and instance ID, a slash between them. */
export function refParam({ appId, instanceId }: InstanceRef): string {
  return `${encodeURIComponent(appId)}/${encodeURIComponent(instanceId)}`;
}

/** The instance that such a parameter names; `undefined` when it names none. */
export function refOfParam(text: string): InstanceRef | undefined {
  const [appId, instanceId, ...rest] = text.split('/');
  if (!appId || !instanceId || rest.length > 0) return undefined;
  try {
    return { appId: decodeURIComponent(appId), instanceId: decodeURIComponent(instanceId) };
  } catch {
    return undefined;
  }
}

/** Where the console compares two instances; without the second one it asks for it. */
export function comparePage(a: InstanceRef, b?: InstanceRef): string {
  const search = new URLSearchParams({ a: refParam(a), ...(b === undefined ? {} : { b: refParam(b) }) });
  return `/compare?${search}`;
}

/** Where one bulk job lives in the HTTP API. */
export function bulkPath(id: string, tail = ''): string {
  return `/api/v1/bulk/${encodeURIComponent(id)}${tail === '' ? '' : `/${tail}`}`;
}
