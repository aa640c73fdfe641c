import { AppError } from '@/lib/domain/app-error';
import { historyEventToWire } from '@/lib/protocol/convert/history-event';
import type { GetInstanceHistoryRequest, GetInstanceHistoryResponse } from '@/lib/protocol/generated/client';
import { type Handler, refIn } from '../door';

type HistoryHandler = Handler<GetInstanceHistoryRequest, GetInstanceHistoryResponse>;

/** The committed history in order; in the middle of a turn that is what the turn started from. */
export const getInstanceHistory: HistoryHandler = async (door, { instanceId }) => {
  const events = await door.runtime.history(refIn(door, instanceId, undefined));
  if (events === undefined) throw new AppError('not_found', `There is no instance '${instanceId}'.`);
  return { events: events.map(historyEventToWire) };
};
