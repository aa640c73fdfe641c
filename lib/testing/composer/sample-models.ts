import type { Model } from '@/lib/composer/model/model';
import { after, draw, flowsOf, modelOf, processOf } from './model-builder';

/** One model for each pattern, small enough to read beside what it becomes. */
export const sampleModels: Readonly<Record<string, Model>> = {
  chain: one(
    'Greeting',
    [draw.start(), draw.task('a', 'Look up name'), draw.task('b', 'Say hello'), draw.end()],
    ['start > a > b > end'],
  ),

  choice: one(
    'Loan request',
    [
      ...[draw.start(), draw.task('check', 'Check request'), draw.exclusive('how', 'How large?'), draw.end()],
      ...[draw.task('small', 'Approve at once'), draw.task('large', 'Ask the board'), draw.end('refused')],
      ...[draw.exclusive('merge'), draw.task('pay', 'Pay out'), draw.exclusive('nice', 'Is customer nice?')],
      draw.task('gift', 'Add gift'),
    ],
    [
      ...['start > check > how', 'how > small : = amount < 1000', 'how > large : #{amount >= 1000 and rating == "A"}'],
      ...['how > refused *', 'small > merge', 'large > merge > nice', 'nice > gift # yes, very', 'nice > pay # no'],
      ...['gift > pay > end'],
    ],
  ),

  parallel: one(
    'Travel',
    [
      ...[draw.start(), draw.parallel('fork'), draw.task('hotel', 'Book hotel'), draw.task('flight', 'Book flight')],
      ...[draw.task('seat', 'Choose seat'), draw.message('visa', 'Visa granted'), draw.parallel('join'), draw.end()],
    ],
    ['start > fork > hotel > join > end', 'fork > flight > seat > join', 'fork > visa > join'],
  ),

  inclusive: one(
    'Notify',
    [
      ...[draw.start(), draw.inclusive('how'), draw.task('mail', 'Write mail'), draw.task('call', 'Call customer')],
      ...[draw.task('ask', 'Ask for consent'), draw.task('file', 'File note'), draw.inclusive('join'), draw.end()],
    ],
    [
      ...['start > how', 'how > mail : wantsMail = true', 'how > ask : phone != null', 'how > file *'],
      ...['ask > call > join', 'mail > join > end', 'file > join'],
    ],
  ),

  race: one(
    'Approval',
    [
      ...[draw.start(), draw.task('ask', 'Ask manager'), draw.events('wait'), draw.message('yes', 'Approved')],
      ...[draw.message('no', 'Rejected'), draw.timer('late', 'P3D'), draw.exclusive('merge'), draw.end()],
      ...[draw.task('remind', 'Tell requester'), draw.task('order', 'Place order'), draw.end('given-up')],
    ],
    ['start > ask > wait > yes > order > end', 'wait > no > merge > remind > given-up', 'wait > late > merge'],
  ),

  loop: one(
    'Editing',
    [
      ...[draw.start(), draw.exclusive('again'), draw.task('write', 'Write text'), draw.task('review', 'Review text')],
      ...[draw.exclusive('good', 'Good enough?'), draw.task('print', 'Print text'), draw.end()],
    ],
    ['start > again > write > review > good', 'good > again # no', 'good > print # yes', 'print > end'],
  ),

  retry: one(
    'Polling',
    [
      ...[draw.start(), draw.exclusive('again'), draw.task('poll', 'Poll status'), draw.exclusive('done')],
      ...[draw.timer('pause', 'PT1S'), draw.task('load', 'Load result'), draw.end(), draw.end('failed')],
    ],
    [
      ...['start > again > poll > done', 'done > pause *', 'pause > again', 'done > load : state = "ready"'],
      ...['done > failed : state = "broken"', 'load > end'],
    ],
  ),

  repeated: modelOf(
    'Order lines',
    processOf('process', 'Order lines', {
      elements: [
        draw.start(),
        draw.task('reserve', 'Reserve item', {
          many: { order: 'parallel', collection: 'items', item: 'item' },
          reads: ['customer'],
          writes: ['receipt'],
        }),
        draw.task('label', 'Print label', { many: { order: 'sequential', count: '3' } }),
        draw.task('stir', 'Stir', { loop: { condition: 'temperature < 60', testBefore: false, maximum: 5 } }),
        draw.task('taste', 'Taste', { loop: { condition: 'needs more salt', testBefore: true } }),
        draw.end(),
      ],
      flows: flowsOf('start > reserve > label > stir > taste > end'),
      data: [
        { name: 'items', type: 'list' },
        { name: 'customer', type: 'text' },
        { name: 'receipt', type: 'text' },
      ],
    }),
  ),

  guard: one(
    'Payment',
    [
      ...[draw.start(), draw.task('charge', 'Charge card'), draw.end(), draw.task('ship', 'Ship goods')],
      draw.boundary('declined', 'charge', { kind: 'error', code: 'CardDeclined' }),
      draw.boundary('failed', 'charge', { kind: 'error' }),
      ...[draw.task('cash', 'Ask for cash'), draw.end('no-payment', { kind: 'error', code: 'NoPayment' })],
      draw.exclusive('merge'),
    ],
    ['start > charge > merge > ship > end', 'declined > cash > merge', 'failed > no-payment'],
  ),

  deadline: one(
    'Delivery',
    [
      ...[draw.start(), draw.task('deliver', 'Deliver parcel'), draw.end(), draw.task('tell', 'Tell customer')],
      draw.beside('slow', 'deliver', after('PT2H')),
      draw.boundary('too-slow', 'deliver', after('P2D')),
      draw.boundary('canceled', 'deliver', { kind: 'message', name: 'Order canceled' }),
      ...[draw.task('refund', 'Refund'), draw.end('told'), draw.end('refunded'), draw.exclusive('merge')],
    ],
    ['start > deliver > end', 'slow > tell > told', 'too-slow > merge > refund > refunded', 'canceled > merge'],
  ),

  saga: one(
    'Trip',
    [
      ...[draw.start(), draw.task('hotel', 'Book hotel', { compensatedBy: 'free-hotel' })],
      draw.task('free-hotel', 'Cancel hotel', { isForCompensation: true }),
      draw.task('car', 'Book car', { compensatedBy: 'free-car' }),
      draw.task('free-car', 'Cancel car', { isForCompensation: true }),
      ...[draw.task('pay', 'Pay trip'), draw.boundary('unpaid', 'pay', { kind: 'error', code: 'Unpaid' })],
      ...[draw.undoAll('undo'), draw.end(), draw.end('trip-off', { kind: 'message', name: 'Trip canceled' })],
    ],
    ['start > hotel > car > pay > end', 'unpaid > undo > trip-off'],
  ),

  child: modelOf(
    'Hiring',
    processOf('hiring', 'Hiring', {
      elements: [
        ...[draw.start(), draw.child('interview', 'Interview', { process: 'inside' }), draw.end()],
        ...[draw.child('onboard', 'Onboard', { process: 'onboarding' })],
        draw.child('payroll', 'Payroll', { calls: 'PayrollSetup' }),
      ],
      flows: flowsOf('start > interview > onboard > payroll > end'),
    }),
    processOf('inside', '', {
      inside: 'interview',
      elements: [draw.start('s2'), draw.task('invite', 'Invite'), draw.task('talk', 'Talk'), draw.end('e2')],
      flows: flowsOf('s2 > invite > talk > e2'),
    }),
    processOf('onboarding', 'Onboarding', {
      elements: [draw.start('s3'), draw.task('desk', 'Prepare desk'), draw.end('e3')],
      flows: flowsOf('s3 > desk > e3'),
    }),
  ),

  jumps: one(
    'Ticket',
    [
      ...[draw.start(), draw.task('triage', 'Triage'), draw.exclusive('severe', 'Severe?'), draw.exclusive('m1')],
      ...[draw.task('escalate', 'Escalate'), draw.exclusive('m2'), draw.task('answer', 'Answer'), draw.end()],
      ...[draw.exclusive('happy', 'Happy?'), draw.exclusive('solved', 'Solved?'), draw.task('close', 'Close')],
    ],
    [
      ...['start > triage > severe', 'severe > m1 # yes', 'severe > m2 # no', 'm1 > escalate > solved'],
      ...['solved > m2 # no', 'solved > close # yes', 'm2 > answer > happy', 'happy > m1 # no', 'happy > close # yes'],
      'close > end',
    ],
  ),

  /** Fields that are called as something of ours, or compared with what they cannot be. */
  fields: modelOf(
    'Stock take',
    processOf('process', 'Stock take', {
      elements: [
        ...[draw.start(), draw.task('count', 'Count stock'), draw.exclusive('how', 'How much?')],
        ...[
          draw.task('sell', 'Sell some'),
          draw.task('buy', 'Buy some'),
          draw.child('check', 'Check', { process: 'inside' }),
        ],
        ...[draw.end('sold'), draw.end('bought'), draw.end('checked')],
      ],
      flows: flowsOf(
        ...['start > count > how', 'how > sell : undos > 3 and stock >= 3000000000 and order.undos < 2'],
        'how > buy : total > 5 or amount < 2 or day < today or stock > "many"',
        ...['how > check *', 'sell > sold', 'buy > bought', 'check > checked'],
      ),
      data: [
        { name: 'total', type: 'text' },
        { name: 'day', type: 'text' },
      ],
    }),
    processOf('inside', '', {
      inside: 'check',
      elements: [draw.start('s2'), draw.task('look', 'Look again'), draw.end('e2')],
      flows: flowsOf('s2 > look > e2'),
      data: [{ name: 'amount', type: 'text' }],
    }),
  ),
};

type Drawn = Model['processes'][number];

function one(name: string, elements: Drawn['elements'], flows: readonly string[]): Model {
  return modelOf(name, processOf('process', name, { elements, flows: flowsOf(...flows) }));
}
