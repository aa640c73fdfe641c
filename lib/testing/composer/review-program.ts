import { activity, compare, field, program, record, unit } from './program-builders';

/** A loop left by an answer, all with a branch, some, and a race with an aside and a handler. */
export const reviewProgram = program({
  name: 'Review',
  workflows: [
    unit('Review', 'ReviewData', [
      {
        kind: 'loop',
        element: 'write',
        body: [
          { kind: 'call', element: 'write', activity: 'WriteText' },
          {
            kind: 'choose',
            element: 'good',
            decision: { activity: 'DecideIsItGood' },
            branches: [
              {
                element: 'f-good',
                label: 'yes, good',
                when: { kind: 'answer', answer: 'yes, good' },
                body: [{ kind: 'leave' }],
              },
              {
                element: 'f-hopeless',
                label: 'hopeless',
                when: { kind: 'answer', answer: 'hopeless' },
                body: [{ kind: 'end', element: 'given-up' }],
              },
            ],
            otherwise: [],
          },
        ],
      },
      {
        kind: 'all',
        element: 'fork',
        tasks: [
          { kind: 'call', element: 'print', activity: 'PrintText' },
          { kind: 'child', element: 'f-translate', workflow: 'ReviewTranslate' },
          { kind: 'wait', element: 'ordered', event: 'CopyOrdered' },
        ],
      },
      {
        kind: 'some',
        element: 'channels',
        branches: [
          {
            label: 'web',
            when: { kind: 'data', condition: compare('=', ['channel'], 'web') },
            task: { kind: 'call', element: 'web', activity: 'PutOnTheWeb' },
          },
          {
            label: 'short',
            when: { kind: 'data', condition: compare('<=', ['pages'], 3) },
            task: { kind: 'call', element: 'leaflet', activity: 'FoldLeaflet' },
          },
        ],
        otherwise: { kind: 'call', element: 'file', activity: 'FileText' },
      },
      {
        kind: 'race',
        element: 'sell',
        arms: [{ task: { kind: 'call', element: 'sell', activity: 'SellText' }, body: [] }],
        asides: [
          {
            on: { kind: 'sleep', element: 'weekly', time: { kind: 'after', seconds: 604_800, text: 'P7D' } },
            then: { kind: 'call', element: 'remind', activity: 'RemindSeller' },
          },
        ],
        handlers: [{ element: 'unsold', body: [{ kind: 'call', element: 'pulp', activity: 'PulpText' }] }],
      },
    ]),
    {
      ...unit('ReviewTranslate', 'ReviewData', [
        { kind: 'call', element: 'translate', activity: 'TranslateText' },
        { kind: 'call', element: 'proof', activity: 'ProofreadText' },
      ]),
      element: 'f-translate',
      origin: 'branch',
    },
  ],
  activities: [
    ...['WriteText', 'PrintText', 'TranslateText', 'ProofreadText', 'PutOnTheWeb', 'FoldLeaflet', 'FileText'].map(
      (name) => activity(name, 'work'),
    ),
    ...['SellText', 'RemindSeller', 'PulpText'].map((name) => activity(name, 'work')),
    {
      ...activity('DecideIsItGood', 'decision'),
      output: { kind: 'answer' as const, answers: ['yes, good', 'hopeless', 'not yet'], several: false },
      example: 'yes, good',
    },
  ],
  records: [record('ReviewData', [field('channel', 'text', 'web'), field('pages', 'number', 2)])],
  events: [{ name: 'CopyOrdered', title: 'Copy ordered', elements: ['ordered'], payload: 'ReviewData' }],
});
