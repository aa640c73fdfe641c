import { AppError } from '@/lib/domain/app-error';
import { refKey, type InstanceRef } from '@/lib/domain/instance';
import { readPayloadPath, valueAt, type PayloadPath } from '@/lib/domain/payload-path';
import type { SmallPayloads } from '@/lib/store/console-store';
import type { ServiceContext } from './service-context';

/** Characters of a value that a list shows. */
const SHOWN = 200;

/** Absent: there is nothing; `tooLarge`: the payload is larger than is read for a list. */
export type ShownValue = { readonly text?: string | undefined; readonly tooLarge?: true | undefined };
export type ValuesOf = InstanceRef & { readonly values: readonly ShownValue[] };

/** What stands at some places of the payloads of some instances, for columns. Throws `invalid` for what is no place. */
export async function readValues(
  { store }: ServiceContext,
  { refs, paths }: { readonly refs: readonly InstanceRef[]; readonly paths: readonly string[] },
): Promise<{ instances: readonly ValuesOf[] }> {
  const places = paths.map(placeOf);
  const found = new Map((await store.readPayloads(refs)).map((payloads) => [refKey(payloads), payloads]));
  const instances = refs.map(({ appId, instanceId }) => {
    const payloads = found.get(refKey({ appId, instanceId }));
    return { appId, instanceId, values: places.map((place) => (payloads === undefined ? {} : shown(payloads, place))) };
  });
  return { instances };
}

function placeOf(text: string): PayloadPath {
  const place = readPayloadPath(text);
  if (place !== undefined) return place;
  throw new AppError('invalid', `"${text}" is no place within a payload.`, {
    hint: 'Write for example input.customer.name, output[0].sku or customStatus.',
  });
}

function shown(payloads: SmallPayloads, place: PayloadPath): ShownValue {
  if (payloads.tooLarge.includes(place.part)) return { tooLarge: true };
  return { text: valueAt(payloads[place.part], place)?.slice(0, SHOWN) };
}
