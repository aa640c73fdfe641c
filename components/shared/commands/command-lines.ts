import type { InstanceRef } from '@/lib/domain/instance';

/** Something that is done to one execution, with what it is done with. Payloads are JSON text. */
export type CommandAction =
  | { readonly kind: 'pause' | 'resume' | 'purge'; readonly reason?: string | undefined }
  | { readonly kind: 'terminate'; readonly output?: string | undefined; readonly reason?: string | undefined }
  | { readonly kind: 'raise-event'; readonly name: string; readonly input?: string | undefined }
  | { readonly kind: 'rerun'; readonly eventId: number; readonly newInstanceId: string };

export type CommandLine = { readonly tool: 'perdure' | 'dapr'; readonly text: string };

/** The same action as it is typed: for Perdure's command line, and for Dapr's, which knows no reason. */
export function commandLines({ appId, instanceId }: InstanceRef, action: CommandAction): readonly CommandLine[] {
  const app = ['--app-id', appId];
  const { verb, target = instanceId, options } = wordsOf(action, instanceId);
  const reason = 'reason' in action && action.reason !== undefined ? ['--reason', action.reason] : [];
  const knowsReason = action.kind === 'pause' || action.kind === 'resume';
  return [
    { tool: 'perdure', text: shell(['perdure', 'workflow', verb, target, ...app, ...options, ...reason]) },
    {
      tool: 'dapr',
      text: shell(['dapr', 'workflow', verb, target, ...app, ...options, ...(knowsReason ? reason : [])]),
    },
  ];
}

type Words = { readonly verb: string; readonly target?: string; readonly options: readonly string[] };

function wordsOf(action: CommandAction, instanceId: string): Words {
  switch (action.kind) {
    case 'pause':
      return { verb: 'suspend', options: [] };
    case 'terminate':
      return { verb: 'terminate', options: optional('--output', action.output) };
    case 'raise-event': {
      return {
        verb: 'raise-event',
        target: `${instanceId}/${action.name}`,
        options: optional('--input', action.input),
      };
    }
    case 'rerun':
      return {
        verb: 'rerun',
        options: ['--event-id', String(action.eventId), '--new-instance-id', action.newInstanceId],
      };
    default:
      return { verb: action.kind, options: [] };
  }
}

function optional(flag: string, value: string | undefined): readonly string[] {
  return value === undefined || value.trim() === '' ? [] : [flag, value.trim()];
}

/** Words of a command for a POSIX shell; what the shell would read otherwise stands in single quotes. */
function shell(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
}
