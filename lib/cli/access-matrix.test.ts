import { describe, expect, test } from 'vitest';
import { EVERYTHING, hasRole, ROLES, roleWord, type Role, type Scope } from '@/lib/domain/actor';
import { CLI_CALLS, type CliCall } from '@/lib/testing/access/cli-calls';
import { needsOf } from '@/lib/testing/access/needs-of';
import { openCli, type CliUnderTest } from '@/lib/testing/cli-under-test';
import { runCli } from './main';

type Grant = { readonly role: Role; readonly scope: Scope };
type Expected = { readonly code: number; readonly sentence?: string | undefined };

const FORBIDDEN = 7;
const NOT_FOUND = 3;
const WORKFLOW = 'Order';

const GRANTS: readonly Grant[] = ROLES.flatMap((role) =>
  [EVERYTHING, { apps: ['shop'], workflows: [] }, { apps: ['d*'], workflows: [WORKFLOW] }].map((scope) => ({
    role,
    scope,
  })),
);

test('every verb that asks a console has a call', async () => {
  for (const group of ['workflow', 'bulk']) {
    const called = CLI_CALLS.filter(({ args }) => args[0] === group).map(({ args }) => args[1]);
    expect([...new Set(called)].toSorted()).toEqual((await verbsOf(group)).toSorted());
  }
});

describe.each(CLI_CALLS.map((call) => ({ call, words: call.args.join(' ') })))('perdure $words', ({ call }) => {
  test('is let through and refused as the table of permissions says, for each role and scope', async () => {
    const cli = await openCli();
    cli.askTheGate();
    const apps = call.args.some((arg) => arg === '[app]') ? ['shop', 'depot'] : ['shop'];
    for (const grant of GRANTS) {
      const token = await newToken(cli, grant);
      for (const appId of apps) {
        const { code, err } = await runAs(cli, { token, call, appId });
        const { code: expected, sentence } = expectedOf(call, grant, appId);
        expect(code, `${JSON.stringify(grant)} on ${appId}: ${err}`).toBe(expected);
        if (sentence !== undefined) expect(err).toContain(sentence);
      }
    }
  });
});

test('a token that is made up, expired or revoked lets nobody in', async () => {
  const cli = await openCli();
  cli.askTheGate();
  const run = (token: string) =>
    cli.perdureWith({ env: { PERDURE_URL: cli.url, PERDURE_TOKEN: token } }, 'workflow', 'list');
  expect(await run('perdure_x')).toMatchObject({ code: 6, err: expect.stringContaining('is not valid') as string });
  const token = await newToken(cli, { role: 'admin', scope: EVERYTHING });
  expect(await run(token)).toMatchObject({ code: 0 });
  const { tokens } = (await (await fetch(`${cli.url}/api/v1/tokens`)).json()) as { tokens: { id: string }[] };
  await fetch(`${cli.url}/api/v1/tokens?id=${tokens[0]?.id}`, { method: 'DELETE' });
  expect(await run(token)).toMatchObject({ code: 6 });
});

/** What the table says: the first use case that refuses decides. */
function expectedOf({ services, code = 0 }: CliCall, { role, scope }: Grant, appId: string): Expected {
  const isInScope = scope.apps.length === 0 || (scope.apps[0] === 'shop') === (appId === 'shop');
  for (const service of services) {
    const needs = needsOf([service]);
    if (!hasRole({ role }, needs.role)) {
      return { code: FORBIDDEN, sentence: `Needs role ${roleWord(needs.role)}; you are ${roleWord(role)}.` };
    }
    if (isInScope) continue;
    if (needs.target === 'instance') return { code: NOT_FOUND, sentence: 'There is no instance' };
    if (needs.target === 'workflow')
      return { code: FORBIDDEN, sentence: `You may not act on ${WORKFLOW} of app ${appId}` };
  }
  return { code };
}

let made = 0;

/** A token as an administrator makes it. */
async function newToken(cli: CliUnderTest, grant: Grant): Promise<string> {
  const body = JSON.stringify({ name: `token ${(made += 1)}`, ...grant, seesPayloads: true });
  const response = await fetch(`${cli.url}/api/v1/tokens`, { method: 'POST', body });
  return ((await response.json()) as { secret: string }).secret;
}

type Run = { readonly token: string; readonly call: CliCall; readonly appId: string };

/** Runs the command on an execution of its own. */
async function runAs(cli: CliUnderTest, { token, call, appId }: Run) {
  const instanceId = `order-${(made += 1)}`;
  await cli.fx.start(instanceId, { name: WORKFLOW, ref: { appId, instanceId } });
  const prepare = call.state === undefined ? undefined : { suspended: 'suspend', ended: 'terminate' }[call.state];
  if (prepare !== undefined) await cli.perdure('workflow', prepare, instanceId, '-a', appId);
  const filled = (args: readonly string[]): readonly string[] =>
    args.map((arg) => arg.replace('[id]', instanceId).replace('[app]', appId).replace('[workflow]', WORKFLOW));
  const input = call.input === undefined ? '' : (await cli.perdure(...filled(call.input))).out;
  const rim = { env: { PERDURE_URL: cli.url, PERDURE_TOKEN: token }, readInput: async () => input };
  return cli.perdureWith(rim, ...filled(call.args));
}

/** The verbs that a group's help lists. */
async function verbsOf(group: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const rim = { env: {}, folder: '/', readInput: async () => '', err: () => undefined };
  await runCli([group, '--help'], { ...rim, out: (line) => void lines.push(line) });
  const text = lines.join('\n');
  const found = text.slice(text.indexOf('Commands:')).matchAll(/^ {2}([a-z-]+)/gm);
  return [...found].map(([, name = '']) => name).filter((name) => name !== 'help');
}
