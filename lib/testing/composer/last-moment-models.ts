import type { Model } from '@/lib/composer/model/model';
import { after, draw, flowsOf, modelOf, processOf } from './model-builder';

/**
 * Races in which an event other than the first that is waited for can come shortly before a timer, whose seconds are the
 * field `patience`: after an event-based gateway, and at a sub-process that ends when it is told to.
 */
export const lastMomentModels: Readonly<Record<string, Model>> = {
  offer: modelOf(
    'Sent',
    processOf('sent', 'Sent', {
      elements: [
        ...[draw.start(), draw.events('first'), draw.message('yes', 'Accepted'), draw.message('no', 'Declined')],
        ...[draw.timer('late', '=patience'), draw.task('deliver', 'Deliver'), draw.task('thank', 'Thank anyway')],
        ...[draw.task('close', 'Close'), draw.end('delivered'), draw.end('thanked'), draw.end('closed')],
      ],
      flows: flowsOf(
        ...['start > first > yes > deliver > delivered', 'first > no > thank > thanked'],
        'first > late > close > closed',
      ),
    }),
  ),

  draft: modelOf(
    'Read',
    processOf('read', 'Read', {
      elements: [
        ...[draw.start(), draw.child('sign', 'Sign', { process: 'inside' }), draw.task('file', 'File')],
        draw.boundary('withdrawn', 'sign', { kind: 'message', name: 'Withdrawn' }),
        draw.boundary('slow', 'sign', after('=patience')),
        ...[draw.task('discard', 'Discard'), draw.task('escalate', 'Escalate')],
        ...[draw.end('filed'), draw.end('discarded'), draw.end('escalated')],
      ],
      flows: flowsOf('start > sign > file > filed', 'withdrawn > discard > discarded', 'slow > escalate > escalated'),
    }),
    processOf('inside', '', {
      inside: 'sign',
      elements: [draw.start('s2'), draw.message('signed', 'Signed'), draw.task('stamp', 'Stamp'), draw.end('e2')],
      flows: flowsOf('s2 > signed > stamp > e2'),
    }),
  ),
};
