import { activity, compare, field, program, record, unit } from './program-builders';

/** Jumps between branches, and a loop with a test and a maximum. */
export const jumpsProgram = program({
  name: 'Ticket',
  workflows: [
    unit('Ticket', 'TicketData', [
      {
        kind: 'steps',
        element: 'triage',
        steps: [
          {
            label: 'triage',
            element: 'triage',
            body: [
              { kind: 'call', element: 'triage', activity: 'TriageTicket' },
              {
                kind: 'choose',
                element: 'severity',
                branches: [
                  {
                    element: 'f-severe',
                    label: 'severe',
                    when: { kind: 'data', condition: compare('>=', ['severity'], 3) },
                    body: [{ kind: 'goto', label: 'escalate' }],
                  },
                ],
                otherwise: [{ kind: 'goto', label: 'answer' }],
              },
            ],
          },
          {
            label: 'escalate',
            element: 'escalate',
            body: [
              { kind: 'call', element: 'escalate', activity: 'EscalateTicket' },
              { kind: 'goto', label: 'answer' },
            ],
          },
          {
            label: 'answer',
            element: 'answer',
            body: [
              { kind: 'call', element: 'answer', activity: 'AnswerTicket' },
              {
                kind: 'choose',
                element: 'happy',
                branches: [
                  {
                    element: 'f-unhappy',
                    label: 'unhappy',
                    when: { kind: 'data', condition: { kind: 'not', of: { kind: 'is-true', path: ['isHappy'] } } },
                    body: [{ kind: 'goto', label: 'escalate' }],
                  },
                ],
                otherwise: [{ kind: 'done' }],
              },
            ],
          },
        ],
      },
      {
        kind: 'loop',
        element: 'survey',
        test: { at: 'after', condition: compare('!=', ['surveyed'], true) },
        maximum: 3,
        body: [{ kind: 'call', element: 'survey', activity: 'SurveyCustomer' }],
      },
    ]),
  ],
  activities: ['TriageTicket', 'EscalateTicket', 'AnswerTicket', 'SurveyCustomer'].map((name) => ({
    ...activity(name, 'work'),
    input: 'TicketData',
    output: { kind: 'record' as const, record: 'TicketData' },
    example: { severity: 3, isHappy: true, surveyed: true },
  })),
  records: [
    record('TicketData', [
      field('severity', 'number', 3),
      field('isHappy', 'truth', true),
      field('surveyed', 'truth', true),
    ]),
  ],
  events: [],
});
