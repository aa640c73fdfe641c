import type { EndWaitRequest, RuntimeServer } from '@/lib/protocol/generated/perdure-runtime';
import type { Empty } from '@/lib/protocol/generated/google/protobuf/empty';
import { type Handler, refIn } from './door';
import { importRun } from './handlers/import-run';
import { type CallContext, unary } from './unary';

const endWait: Handler<EndWaitRequest, Empty> = async (door, { instanceID, eventID }) => {
  await door.runtime.endWait(refIn(door, instanceID, undefined), eventID);
  return {};
};

/** What the runtime offers beyond Dapr's protocol, for Perdure's own console and command line. */
export function runtimeServiceImplementation(context: CallContext): RuntimeServer {
  return { endWait: unary(context, endWait), importRun: unary(context, importRun) };
}
