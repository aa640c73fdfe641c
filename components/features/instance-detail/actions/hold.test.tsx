// @vitest-environment jsdom
import '@/lib/testing/patient-queries';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { queryKeys } from '@/components/shared/query-keys';
import { Dialog } from '@/components/ui/dialog';
import { Toaster } from '@/components/ui/toaster';
import { TooltipProvider } from '@/components/ui/tooltip';
import { HoldDialog } from './hold-dialog';
import { HoldMenu } from './hold-menu';
import { PATIENCE_MS, untilObserved } from '@/components/shared/actions/until-observed';

const ORDER = { appId: 'orders', instanceId: 'order-1' };
const SUSPENDED = (status: string): boolean => status === 'suspended';

afterEach(cleanup);

/** A page that reads the execution, which has a status. */
function aPage(status: string) {
  const client = new QueryClient();
  const become = (next: string) => client.setQueryData(queryKeys.detail(ORDER), { instance: { status: next } });
  become(status);
  return { client, become };
}

describe('an action is done', () => {
  test('when the page has read that it is', async () => {
    const { client, become } = aPage('running');
    const seen = untilObserved(client, ORDER, SUSPENDED);
    become('running');
    become('suspended');
    expect(await seen).toBe(true);
    expect(await untilObserved(client, ORDER, SUSPENDED)).toBe(true);
  });

  test('as far as the server knows, where no page reads the execution', async () => {
    expect(await untilObserved(new QueryClient(), ORDER, SUSPENDED)).toBe(true);
  });

  test('not, when it is not seen for long', async () => {
    vi.useFakeTimers();
    const seen = untilObserved(aPage('running').client, ORDER, SUSPENDED);
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    vi.useRealTimers();
    expect(await seen).toBe(false);
  });
});

describe('pause with a reason', () => {
  test('sends it, and says how long it took until it was seen', async () => {
    const { client, become } = aPage('running');
    const { user, sent, onClose } = setup(client, 200, { done: true });
    await user.type(screen.getByLabelText('Reason (optional)'), 'bad deploy');
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(sent).toEqual([['/api/v1/instances/orders/order-1/pause', { reason: 'bad deploy' }]]));
    expect(screen.getByRole('button', { name: 'Pausing…' })).toBeTruthy();
    become('suspended');
    expect(await screen.findByText(/^Suspended order-1 in [\d.]+ m?s\.$/)).toBeTruthy();
    expect(onClose).toHaveBeenCalledOnce();
  });

  test('a refusal stands in the dialog', async () => {
    const { user } = setup(new QueryClient(), 412, { error: { code: 'precondition', message: 'order-1 has ended.' } });
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    expect((await screen.findByRole('alert')).textContent).toBe('order-1 has ended.');
  });
});

test('the menu offers both with a reason, and says why one of them cannot be done', async () => {
  const user = userEvent.setup();
  const onAsk = vi.fn();
  const why = (action: string) => (action === 'resume' ? 'It is not suspended.' : undefined);
  render(
    <TooltipProvider>
      <HoldMenu why={why} onAsk={onAsk} />
    </TooltipProvider>,
  );
  await user.click(screen.getByRole('button', { name: 'With a reason' }));
  const resume = screen.getByRole('menuitem', { name: /Resume with a reason….*It is not suspended\./ });
  expect(resume.getAttribute('aria-disabled')).toBe('true');
  await user.click(screen.getByRole('menuitem', { name: 'Pause with a reason…' }));
  expect(onAsk).toHaveBeenCalledWith('pause');
});

function setup(client: QueryClient, status: number, answer: object) {
  const sent: [string, unknown][] = [];
  vi.stubGlobal('fetch', async (path: string, { body }: { body: string }) => {
    sent.push([path, JSON.parse(body)]);
    return new Response(JSON.stringify(answer), { status });
  });
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <Dialog open>
          <HoldDialog instance={ORDER} action="pause" onClose={onClose} />
        </Dialog>
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), sent, onClose };
}
