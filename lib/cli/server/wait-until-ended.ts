import { instancePath } from '@/lib/api/paths';
import { instanceDetailSchema, type InstanceDetailJson } from '@/lib/api/schemas';
import { AppError } from '@/lib/domain/app-error';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { hasEnded } from '@/lib/domain/instance-status';
import type { ConsoleClient } from './console-client';
import type { InstanceRow } from './each-page';
import { followChanges, type ChangeMessage, type FollowRequest } from './follow-changes';

type Wait = FollowRequest & {
  /** Called with what is there at first, and after each change. */
  readonly onChange: (row: InstanceRow) => void;
};

/** Follows an instance until it has ended. Throws `not_found` when it is purged, `timeout` when the signal aborts first. */
export async function waitUntilEnded(
  client: ConsoleClient,
  ref: InstanceRef,
  { onChange, ...follow }: Wait,
): Promise<InstanceDetailJson> {
  let revision = -1;
  for await (const message of followChanges(client, follow)) {
    const row = await newestOf(client, ref, message);
    if (row === undefined || row.revision <= revision) continue;
    revision = row.revision;
    onChange(row);
    if (hasEnded(row.status)) return detailOf(client, ref);
  }
  throw new AppError('timeout', `${ref.instanceId} had not ended when the time was up.`, {
    hint: 'It goes on. Wait again with `perdure workflow watch`.',
  });
}

async function newestOf(
  client: ConsoleClient,
  ref: InstanceRef,
  message: ChangeMessage,
): Promise<InstanceRow | undefined> {
  if (message.kind === 'ready') return (await detailOf(client, ref)).instance;
  const isIt = (other: InstanceRef): boolean => refKey(other) === refKey(ref);
  if (message.feed.purged.some(isIt)) throw new AppError('not_found', `${ref.instanceId} was purged.`);
  return message.feed.changed.findLast(isIt);
}

function detailOf(client: ConsoleClient, ref: InstanceRef): Promise<InstanceDetailJson> {
  return client.get(instanceDetailSchema, instancePath(ref));
}
