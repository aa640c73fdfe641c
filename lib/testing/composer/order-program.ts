import { activity, compare, field, program, record, unit } from './program-builders';

/** Choice, race, each, guard with an undo, child, compensation. */
export const orderProgram = program({
  name: 'Order',
  workflows: [
    unit('Order', 'OrderData', [
      { kind: 'call', element: 'check', activity: 'CheckOrder' },
      {
        kind: 'choose',
        element: 'is-large',
        branches: [
          {
            element: 'f-large',
            label: 'large',
            when: {
              kind: 'data',
              condition: {
                kind: 'and',
                of: [
                  compare('>', ['order', 'total'], 1000),
                  { kind: 'not', of: { kind: 'is-true', path: ['approved'] } },
                ],
              },
            },
            body: [
              {
                kind: 'race',
                element: 'approval',
                arms: [
                  { task: { kind: 'wait', element: 'approved', event: 'Approved' }, body: [] },
                  {
                    task: {
                      kind: 'sleep',
                      element: 'too-late',
                      time: { kind: 'after', seconds: 86_400, text: 'P1D' },
                    },
                    body: [
                      { kind: 'end', element: 'end-late', error: { code: 'TooLate', message: 'Nobody approved' } },
                    ],
                  },
                ],
                asides: [],
                handlers: [],
              },
            ],
          },
        ],
        otherwise: [],
      },
      {
        kind: 'each',
        element: 'reserve',
        order: 'parallel',
        over: { kind: 'list', path: ['lines'] },
        item: 'line',
        task: { kind: 'call', element: 'reserve', activity: 'ReserveLine' },
      },
      {
        kind: 'guard',
        element: 'charge',
        body: [
          {
            kind: 'call',
            element: 'charge',
            activity: 'ChargeCard',
            undo: { element: 'refund', kind: 'call', name: 'RefundCard' },
          },
        ],
        handlers: [
          {
            element: 'declined',
            code: 'CardDeclined',
            body: [{ kind: 'end', element: 'end-declined' }],
          },
        ],
        otherwise: [],
      },
      { kind: 'child', element: 'ship', workflow: 'ShipOrder' },
      { kind: 'compensate', element: 'undo-all' },
      { kind: 'call', element: 'tell', activity: 'SendOrderShipped' },
    ]),
    unit('ShipOrder', 'OrderData', [
      {
        kind: 'sleep',
        element: 'until-date',
        time: { kind: 'at-field', path: ['shipAt'] },
      },
      { kind: 'call', element: 'pack', activity: 'PackParcel' },
    ]),
  ],
  activities: [
    activity('CheckOrder', 'work'),
    activity('ReserveLine', 'work'),
    {
      ...activity('ChargeCard', 'work'),
      input: 'ChargeCardInput',
      output: { kind: 'record', record: 'ChargeCardOutput' },
      example: { receipt: 'receipt' },
    },
    activity('RefundCard', 'undo'),
    activity('PackParcel', 'work'),
    activity('SendOrderShipped', 'send'),
  ],
  records: [
    record('Order', [field('total', 'number', 1200)]),
    record('OrderData', [
      { name: 'order', type: { kind: 'record', record: 'Order' }, isRequired: false, example: { total: 1200 } },
      field('approved', 'truth', true),
      field('lines', 'list', ['first', 'second']),
      field('line', 'unknown', 'first'),
      field('receipt', 'text', 'receipt'),
      field('shipAt', 'text', '2026-12-24T18:00:00Z'),
      { name: 'undos', type: { kind: 'list', items: 'text' }, isRequired: false, example: [] },
    ]),
    record('ChargeCardInput', [
      { name: 'order', type: { kind: 'record', record: 'Order' }, isRequired: false, example: { total: 1200 } },
    ]),
    record('ChargeCardOutput', [{ ...field('receipt', 'text', 'receipt'), isRequired: true }]),
  ],
  events: [{ name: 'Approved', title: 'Approved', elements: ['approved'], payload: 'OrderData' }],
});
