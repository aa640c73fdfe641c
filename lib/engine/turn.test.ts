import { describe, expect, test } from 'vitest';
import {
  aPending,
  aRunning,
  aTask,
  hear,
  hearAll,
  kindsOf,
  NOW,
  raised,
  take,
  taskDone,
} from '@/lib/testing/engine-builders';
import { receive } from './receive';
import { beginTurn, openingTurn, versioned } from './turn';

describe('opening a turn', () => {
  test('B10 the first turn: no past, then workflow-started, execution-started, and what was raised before', () => {
    const instance = hear(aPending(), raised('Early'));
    expect(instance.history.slice()).toEqual([]);
    const turn = beginTurn(instance, NOW);
    expect(kindsOf(turn.fresh)).toEqual(['workflow-started', 'execution-started', 'event-raised']);
    expect(turn.through).toBe(1);
  });

  test('B11 a later turn opens with one workflow-started at the time of the turn; the past is what was committed', () => {
    const first = take(aPending(), [aTask(1)]);
    const instance = hear(first.next, taskDone(1));
    const turn = beginTurn(instance, NOW + 500);
    expect(kindsOf(turn.fresh)).toEqual(['workflow-started', 'task-completed']);
    expect(turn.fresh[0]).toEqual({ kind: 'workflow-started', eventId: -1, at: NOW + 500 });
    expect(instance.history.slice()).toEqual(first.change.append);
  });

  test('B13 what arrives during a turn comes in the next one, in the order of arrival', () => {
    const handedOut = hear(aRunning(aTask(1), aTask(2)), taskDone(2));
    const meanwhile = hearAll(handedOut, raised('A'), taskDone(1), raised('B'));
    const { next, change } = take(meanwhile, [], { asOf: handedOut });
    expect(change.removeThrough).toBe(1);
    expect(next.inbox.map((entry) => entry.seq)).toEqual([2, 3, 4]);
    expect(kindsOf(beginTurn(next, NOW).fresh)).toEqual([
      'workflow-started',
      'event-raised',
      'task-completed',
      'event-raised',
    ]);
  });

  test('an instance with an empty inbox has a turn that consumes nothing', () => {
    const turn = beginTurn(aRunning(aTask(1)), NOW + 1);
    expect(turn).toEqual({
      fresh: [{ kind: 'workflow-started', eventId: -1, at: NOW + 1 }],
      through: -1,
      isRepeatable: false,
    });
  });
});

describe('the time of a turn', () => {
  const received = receive(aPending(), raised('Go'), NOW + 10);
  if (received === undefined) throw new Error('an event is news');
  const marked = openingTurn(received).next;
  const timeAt = (now: number, since?: number): number | undefined => beginTurn(marked, now, since).fresh[0]?.at;

  test('is that of the newest arrival, just after it, when it was to be handed out at once', () => {
    expect(beginTurn(marked, NOW + 11).isRepeatable).toBe(true);
    expect(timeAt(NOW + 11)).toBe(timeAt(NOW + 12));
    expect(timeAt(NOW + 11)).toBeCloseTo(NOW + 10.001, 3);
  });

  test('is that of the handing out when that came late, unless the runtime that received it is gone', () => {
    expect(timeAt(NOW + 5_000)).toBe(NOW + 5_000);
    expect(beginTurn(marked, NOW + 5_000).isRepeatable).toBe(false);
    expect(timeAt(NOW + 5_000, NOW + 4_000)).toBe(timeAt(NOW + 11));
  });

  test('only the newest arrival counts, and a change that adds nothing is marked nowhere', () => {
    const later = hear(marked, raised('Later'));
    expect(beginTurn(later, NOW + 11)).toMatchObject({ isRepeatable: false, fresh: [{ at: NOW + 11 }, {}, {}, {}] });
    const still = { ...received, add: [] };
    expect(openingTurn(still)).toBe(still);
  });
});

describe('the version of a turn', () => {
  const turn = beginTurn(aPending(), NOW);

  test('is written on the opening event, with the patches that are new', () => {
    const [opening, ...others] = versioned(turn, ['p1'], { name: 'v2', patches: ['p1', 'p2'] });
    expect(opening).toMatchObject({ kind: 'workflow-started', version: { name: 'v2', patches: ['p2'] } });
    expect(others).toEqual(turn.fresh.slice(1));
  });

  test('is written for a new patch without a name', () => {
    expect(versioned(turn, [], { patches: ['p1'] })[0]).toMatchObject({ version: { patches: ['p1'] } });
  });

  test('keeps a patch that was asked for again as often as it was', () => {
    const version = { patches: ['p1', 'p1', 'p2'] };
    expect(versioned(turn, ['p1'], version)[0]).toMatchObject({ version: { patches: ['p1', 'p2'] } });
  });

  test.each([undefined, { patches: [] }, { name: '', patches: ['p1'] }, { patches: ['p1'] }])(
    'adds nothing when %j tells nothing new',
    (version) => {
      expect(versioned(turn, ['p1'], version)).toBe(turn.fresh);
    },
  );
});
