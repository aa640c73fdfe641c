import { describe, expect, test, vi } from 'vitest';
import { openCli, type CliAnswer, type CliUnderTest } from '@/lib/testing/cli-under-test';

describe('perdure workflow <verb> --query', () => {
  test('shows what would be done to which and why others are left alone, and does nothing', async () => {
    const { perdure, fx } = await setup(3);
    expect(await perdure('workflow', 'terminate', '--query', 'name:Order', '--dry-run')).toEqual({
      ...{ code: 0, err: '' },
      out: `terminate: 3 executions, 1 skipped
COUNT  APP ID  WORKFLOW  STATUS      OUTCOME
3      shop    Order     pending     terminate
1      shop    Order     terminated  skipped: Already ended (Terminated).`,
    });
    expect(await fx.status('order-1')).toBe('pending');
    expect((await perdure('bulk', 'list')).err).toBe('There is no bulk job.');
  });

  test('does it to all that match, tells how far it is, and ends with 0 when nothing failed', async () => {
    const { perdure, fx } = await setup(3);
    const args = ['--query', 'name:Order', '--reason', 'bad release', '--rate', '1000', '--yes'];
    const { code, out, err } = await perdure('workflow', 'terminate', ...args);
    expect({ code, out }).toEqual({ code: 0, out: 'finished: 3 of 4 done, 1 skipped' });
    expect(err).toMatch(/^terminate: 3 executions, 1 skipped\n[^]*^Job \S+ has begun/m);
    for (const id of ['order-1', 'order-2', 'order-3']) expect(await fx.status(id)).toBe('terminated');
    expect(await fx.status('ship-1')).toBe('pending');
    const [id = ''] = (await perdure('bulk', 'list', '-o', 'ids')).out.split('\n');
    const { out: shown } = await perdure('bulk', 'get', id);
    expect(shown).toMatch(/^Reason +bad release$[^]*^Rate +1000 in a second at most$/m);
    expect(shown).toMatch(/^3 +shop +Order +pending +done$/m);
  });

  test('asks who sits at a terminal, and goes by the answer', async () => {
    const { perdureWith, fx } = await setup(2);
    const questions: string[] = [];
    const suspend = (answer: string): Promise<CliAnswer> => {
      const ask = async (question: string) => {
        questions.push(question);
        return answer;
      };
      return perdureWith({ ask }, 'workflow', 'suspend', '--query', 'status:pending name:Order', '--json');
    };
    expect(await suspend('')).toMatchObject({ code: 1, out: 'Nothing was done.' });
    expect(await fx.status('order-1')).toBe('pending');
    const done = await suspend('y');
    expect(JSON.parse(done.out)).toMatchObject({ state: 'finished', tally: { done: 2, failed: 0 }, rate: 50 });
    expect(await fx.status('order-1')).toBe('suspended');
    expect(questions[0]).toBe('Do this to 2 executions (suspend)? [y/N] ');
  });

  test('is refused where nobody can be asked, and has nothing to do where nothing matches', async () => {
    const { perdure, fx } = await setup(1);
    expect(await perdure('workflow', 'terminate', '--query', 'name:Order')).toMatchObject({
      ...{ code: 5, out: '' },
      err: expect.stringContaining('--yes goes on without asking') as string,
    });
    expect(await fx.status('order-1')).toBe('pending');
    expect(await perdure('workflow', 'resume', '--query', 'name:Order', '--yes')).toMatchObject({
      ...{ code: 0, out: 'There is nothing to do.' },
      err: expect.stringContaining('skipped: Not suspended.') as string,
    });
    expect(await perdure('bulk', 'list', '--json')).toMatchObject({ out: '[]' });
  });

  test('what is asked for in a wrong way is refused before anything is done', async () => {
    const { perdure, fx } = await setup(1);
    const terminate = async (...args: readonly string[]) => (await perdure('workflow', 'terminate', ...args)).err;
    expect(await terminate('--query', 'stats:failed', '--yes')).toContain('status');
    expect(await terminate('--query', ' ', '--yes')).toContain("--query 'id:*'");
    expect(await terminate('order-1', '--query', 'name:Order', '--yes')).toContain('Both order-1 and --query');
    expect(await terminate('order-1', '-a', 'shop', '--dry-run')).toContain('--dry-run belongs to --query');
    const rerun = await perdure('workflow', 'rerun', '--query', 'name:Order', '--event-id', '1');
    expect(rerun).toMatchObject({ code: 2, err: expect.stringContaining('--from only') as string });
    expect(await fx.status('order-1')).toBe('pending');
  });

  test('events, reruns and purges reach many as well', async () => {
    const { perdure, fx } = await setup(2);
    const many = (verb: string, ...args: readonly string[]) =>
      perdure('workflow', verb, '--query', 'name:Order', '--app-id', 'shop', '--yes', ...args);
    expect(await many('raise-event', '--event-name', 'Approval', '--input', '7')).toMatchObject({ code: 0 });
    await many('terminate');
    expect(await fx.history('order-2')).toContainEqual(expect.objectContaining({ kind: 'event-raised', input: '7' }));
    fx.worker({ workflows: { Order: () => [] } });
    expect(await many('rerun')).toMatchObject({ code: 0, out: 'finished: 3 of 3 done' });
    expect(await many('purge')).toMatchObject({ code: 0, out: 'finished: 3 of 3 done' });
    expect(await fx.status('order-1')).toBeUndefined();
  });
});

describe('perdure bulk', () => {
  test('pauses, resumes and aborts a job that goes on by itself', async () => {
    const { perdure } = await setup(9);
    const begun = await perdure('workflow', 'terminate', '--query', 'name:Order', '--rate', '1', '--yes', '--no-wait');
    expect(begun).toMatchObject({ code: 0, out: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
    const on = async (verb: string) => (await perdure('bulk', verb, begun.out)).out;
    expect(await on('pause')).toMatch(/^paused: \d of 10 done/);
    expect(await on('resume')).toMatch(/^running: /);
    expect(await on('abort')).toMatch(/^aborted: .* waiting$/);
    expect(await perdure('bulk', 'resume', begun.out)).toMatchObject({
      ...{ code: 5, out: '' },
      err: expect.stringContaining('The job is aborted') as string,
    });
    expect((await perdure('bulk', 'ls')).out).toMatch(/^JOB +ACTION[^]*terminate +aborted/);
    expect(await perdure('bulk', 'get', 'nothing')).toMatchObject({ code: 3 });
  });

  test('what failed is listed with its reason, gives exit code 1, and gets another try', async () => {
    const { perdure, fx } = await setup(1);
    fx.failNextCommit(new Error('the disk is full'));
    const { code, out, err } = await perdure('workflow', 'terminate', '--query', 'name:Order', '--yes');
    expect({ code, out }).toEqual({ code: 1, out: 'finished: 0 of 2 done, 1 skipped, 1 failed' });
    expect(err).toMatch(/^APP ID +INSTANCE ID +FAILED BECAUSE\nshop +order-1 +Unexpected error/m);
    const id = /perdure bulk retry ([0-9a-f-]{36})/.exec(err)?.[1] ?? '';
    expect((await perdure('bulk', 'get', id)).out).toMatch(/^shop +order-1 +Unexpected error/m);
    expect(await perdure('bulk', 'retry', id)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/waiting$/) as string,
    });
    await vi.waitFor(async () =>
      expect((await perdure('bulk', 'get', id)).out).toMatch(/^Progress +1 of 2 done, 1 sk/m),
    );
    expect(await fx.status('order-1')).toBe('terminated');
  });
});

/** Orders that nobody works on, one that was terminated before, and a shipment. */
async function setup(orders: number): Promise<CliUnderTest> {
  const cli = await openCli();
  const { fx } = cli;
  for (let nth = 0; nth <= orders; nth += 1) await fx.start(`order-${nth}`, { name: 'Order' });
  await fx.runtime.terminate({ appId: 'shop', instanceId: 'order-0' }, { output: undefined, recurse: false });
  await fx.start('ship-1', { name: 'Ship' });
  await vi.waitFor(async () => expect(await fx.status('order-0')).toBe('terminated'));
  // A set holds what was created before it was drafted.
  fx.clock.advance(1_000);
  return cli;
}
