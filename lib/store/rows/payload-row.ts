import type { Failure } from '@/lib/domain/failure';
import type { InstancePayload } from '../runtime-store';

/** NULL is an absent payload, '' an empty one; the failure is JSON. */
export type PayloadRow = {
  readonly input: string | null;
  readonly output: string | null;
  readonly customStatus: string | null;
  readonly failure: string | null;
};

export function toPayloadRow(payload: InstancePayload): PayloadRow {
  return {
    input: payload.input ?? null,
    output: payload.output ?? null,
    customStatus: payload.customStatus ?? null,
    failure: payload.failure === undefined ? null : JSON.stringify(payload.failure),
  };
}

export function toInstancePayload(row: PayloadRow | null | undefined): InstancePayload {
  return {
    input: row?.input ?? undefined,
    output: row?.output ?? undefined,
    customStatus: row?.customStatus ?? undefined,
    failure: typeof row?.failure === 'string' ? (JSON.parse(row.failure) as Failure) : undefined,
  };
}
