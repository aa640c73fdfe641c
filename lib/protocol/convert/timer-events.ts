import type { Body, BodyIn, WireBody } from './event-body';
import { instantFromWire, instantToWire } from './instant';
import { timerOriginFromWire, timerOriginToWire } from './timer-origin';

export function timerCreatedToWire(event: BodyIn<'timer-created'>): WireBody<'timerCreated'> {
  return {
    fireAt: instantToWire(event.fireAt),
    name: event.name,
    rerunParentInstanceInfo: event.rerunOf === undefined ? undefined : { instanceID: event.rerunOf },
    origin: timerOriginToWire(event.origin),
  };
}

export function timerCreatedFromWire(body: WireBody<'timerCreated'>): Body<'timer-created'> {
  return {
    kind: 'timer-created',
    fireAt: instantFromWire(body.fireAt),
    name: body.name,
    rerunOf: body.rerunParentInstanceInfo?.instanceID,
    origin: timerOriginFromWire(body.origin),
  };
}

export function timerFiredToWire(event: BodyIn<'timer-fired'>): WireBody<'timerFired'> {
  return { fireAt: instantToWire(event.fireAt), timerId: event.timerId };
}

export function timerFiredFromWire(body: WireBody<'timerFired'>): Body<'timer-fired'> {
  return { kind: 'timer-fired', timerId: body.timerId, fireAt: instantFromWire(body.fireAt) };
}
