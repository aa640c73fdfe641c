import type { Trigger } from '../../../model/trigger';
import { triggerOf } from '../trigger-words';
import type { Transition } from './chart';

/** What the words at a transition say: `event [guard] / action`. */
export interface Outgoing {
  readonly to: string;
  /** What it waits for; undefined when it is taken as soon as the state is done. */
  readonly trigger: Trigger | undefined;
  readonly event: string;
  readonly guard: string | undefined;
  readonly action: string | undefined;
}

const parts = /^([^[\]/]*?)\s*(?:\[([^\]]*)\])?\s*(?:\/\s*(.*))?$/;

/** What waits for an event. */
export type EventOutgoing = Outgoing & { readonly trigger: Trigger };

export function isEvent(out: Outgoing): out is EventOutgoing {
  return out.trigger !== undefined;
}

export function outgoingOf({ to, label }: Transition): Outgoing {
  const [, event = '', guard, action] = parts.exec(label) ?? ['', label];
  const trigger = triggerOf(event) ?? (event === '' ? undefined : ({ kind: 'message', name: event } as const));
  return { to, trigger, event, guard: textOf(guard), action: textOf(action) };
}

/** The words after a choice: with or without brackets they are a condition. */
export function choiceOf(transition: Transition): Outgoing {
  const out = outgoingOf(transition);
  return { ...out, trigger: undefined, event: '', guard: out.guard ?? textOf(out.event) };
}

function textOf(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}
