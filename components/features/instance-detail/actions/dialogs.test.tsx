// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import type { ReactNode } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { NoResizeObserver } from '@/lib/testing/no-resize-observer';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Dialog } from '@/components/ui/dialog';
import { TooltipProvider } from '@/components/ui/tooltip';
import { PurgeDialog } from './purge-dialog';
import { RaiseEventDialog } from './raise-event-dialog';
import { RerunDialog } from './rerun-dialog';
import type { RerunTarget } from './rerun-plan';
import { TerminateDialog } from './terminate-dialog';

const ORDER = { appId: 'orders', instanceId: 'order-1' };
const PAY: RerunTarget = {
  stepId: 'activity-3',
  eventId: 3,
  kind: 'activity',
  name: 'Pay',
  takesInput: true,
  input: '{"sku":"99"}',
};
const SLEEP: RerunTarget = {
  ...PAY,
  stepId: 'timer-4',
  eventId: 4,
  kind: 'timer',
  name: 'sleep 1 h',
  takesInput: false,
};

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
});
afterEach(cleanup);

describe('raise event', () => {
  const dialog = (awaited: readonly string[]) => (
    <Dialog open>
      <RaiseEventDialog instance={ORDER} awaited={awaited} onClose={() => undefined} />
    </Dialog>
  );

  test('offers the awaited name first and sends name and payload', async () => {
    const { user, sent } = setup(dialog(['Approval', 'Nudge']), { done: true });
    expect(screen.getByLabelText<HTMLInputElement>('Event name').value).toBe('Approval');
    await user.click(screen.getByLabelText(/Payload/));
    await user.paste('{"ok":true}');
    await user.click(screen.getByRole('button', { name: 'Raise Approval' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual([
      '/api/v1/instances/orders/order-1/raise-event',
      { name: 'Approval', data: '{"ok":true}' },
    ]);
  });

  test('a payload that is no JSON is not sent, and the field says why', async () => {
    const { user, sent } = setup(dialog(['Approval']), { done: true });
    await user.type(screen.getByLabelText(/Payload/), 'yes');
    expect(screen.getByText(/not valid JSON/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Raise Approval' }).getAttribute('aria-disabled')).toBe('true');
    await user.type(screen.getByLabelText('Event name'), '{Enter}');
    expect(sent).toEqual([]);
  });

  test('an event without a name is not sent', async () => {
    const { user, sent } = setup(dialog([]), { done: true });
    await user.click(screen.getByRole('button', { name: 'Raise event' }));
    expect(screen.getByText('An event needs a name.')).toBeTruthy();
    expect(sent).toEqual([]);
  });

  test('what was sent with an event is offered the next time', async () => {
    const { user, sent } = setup(dialog(['Approval']), { done: true });
    await user.click(screen.getByLabelText(/Payload/));
    await user.paste('{"by":"Mina"}');
    await user.click(screen.getByRole('button', { name: 'Raise Approval' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    cleanup();
    setup(dialog(['Approval']), { done: true });
    await user.click(screen.getByRole('button', { name: '{"by":"Mina"}' }));
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Payload/).value).toBe('{"by":"Mina"}');
    sessionStorage.clear();
  });

  test('the refusal of the engine is shown as it is', async () => {
    const refusal = { error: { code: 'precondition', message: 'order-1 is stalled.', hint: 'Solve the stall first.' } };
    const { user } = setup(dialog(['Approval']), refusal, 409);
    await user.click(screen.getByRole('button', { name: 'Raise Approval' }));
    expect((await screen.findByRole('alert')).textContent).toBe('order-1 is stalled.Solve the stall first.');
  });
});

describe('terminate', () => {
  test('names how many are hit and takes the children along unless told not to', async () => {
    const { user, sent } = setup(
      <AlertDialog open>
        <TerminateDialog instance={ORDER} openChildren={3} onClose={() => undefined} />
      </AlertDialog>,
      { done: true },
    );
    expect(screen.getByRole('button', { name: 'Terminate 4 executions' })).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Include child workflows' }));
    await user.click(screen.getByRole('button', { name: 'Terminate' }));
    await waitFor(() => expect(sent).toEqual([[expect.stringContaining('/terminate'), { recursive: false }]]));
  });
});

describe('purge', () => {
  test('tells the page when it is done', async () => {
    const onPurged = vi.fn();
    const { user } = setup(
      <AlertDialog open>
        <PurgeDialog instance={ORDER} childCount={0} onClose={() => undefined} onPurged={onPurged} />
      </AlertDialog>,
      { purged: 1 },
    );
    await user.click(screen.getByRole('button', { name: 'Purge' }));
    await waitFor(() => expect(onPurged).toHaveBeenCalledOnce());
  });
});

describe('rerun', () => {
  const dialog = (initial: RerunTarget, onStarted = vi.fn()) => (
    <Dialog open>
      <RerunDialog
        entries={[]}
        instance={ORDER}
        targets={[PAY, SLEEP]}
        initial={initial}
        proposedId="order-1-rerun-1"
        onClose={() => undefined}
        onStarted={onStarted}
        onStartOver={() => undefined}
      />
    </Dialog>
  );
  const start = () => screen.getByRole('button', { name: 'Start new execution' });

  test('an unchanged input is not sent', async () => {
    const onStarted = vi.fn();
    const started = { appId: 'orders', instanceId: 'order-1-rerun-1' };
    const { user, sent } = setup(dialog(PAY, onStarted), started);
    await user.click(start());
    await waitFor(() => expect(onStarted).toHaveBeenCalledWith(started, expect.objectContaining({ isDone: true })));
    expect(sent[0]?.[1]).toEqual({ eventId: 3, newInstanceId: 'order-1-rerun-1' });
  });

  test('a changed input says where it differs and is sent', async () => {
    const { user, sent } = setup(dialog(PAY), { appId: 'orders', instanceId: 'x' });
    await user.clear(screen.getByLabelText(/Input of Pay/));
    await user.paste('{"sku":"14"}');
    expect(screen.getByText('Differs from the recorded input at $.sku.')).toBeTruthy();
    await user.click(start());
    await waitFor(() => expect(sent[0]?.[1]).toMatchObject({ input: '{"sku":"14"}' }));
  });

  test('a timer has no input; an id that is empty or its own is refused', async () => {
    const { user } = setup(dialog(SLEEP), {});
    expect(screen.getByText('This step has no input.')).toBeTruthy();
    const id = screen.getByLabelText('New instance ID');
    await user.clear(id);
    expect(screen.getByText('A new execution needs an instance ID.')).toBeTruthy();
    await user.type(id, 'order-1');
    expect(screen.getByText('The new execution needs an ID of its own.')).toBeTruthy();
    expect(start().getAttribute('aria-disabled')).toBe('true');
  });
});

function setup(dialog: ReactNode, answer: object, status = 200) {
  const sent: [string, unknown][] = [];
  vi.stubGlobal('fetch', async (path: string, { body }: { body: string }) => {
    sent.push([path, JSON.parse(body)]);
    return new Response(JSON.stringify(answer), { status });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>{dialog}</TooltipProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), sent };
}
