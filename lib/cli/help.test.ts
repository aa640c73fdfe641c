import { expect, test } from 'vitest';
import { runCli } from './main';

test('every command that speaks to a console has help with examples', async () => {
  for (const group of ['workflow', 'bulk']) {
    const names = commandsIn(await help(group));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const text = await help(group, name);
      expect(text, `${group} ${name}`).toMatch(
        new RegExp(`^Examples:\n {2}# .+\n {2}\\$ perdure ${group} ${name}`, 'm'),
      );
      expect(text).toContain('--server <url>');
    }
  }
});

test('every command of the developer loop has help with examples', async () => {
  for (const name of ['serve', 'run', 'dev', 'init', 'doctor', 'completion']) {
    expect(await help(name), name).toMatch(/^Examples:\n {2}# .+\n {2}\$ .*perdure /m);
  }
  expect(await help('run'), 'options that are passed over').not.toContain('--resources-path');
});

test('a misspelt command is answered with the one that was meant, on stderr', async () => {
  const { code, out, err } = await perdure('workflow', 'terminates', 'a');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('Did you mean terminate?');
});

test('lengths and times of start are read, and nothing that is like them', async () => {
  const start = async (...args: readonly string[]) => (await perdure('workflow', 'start', 'Order', ...args)).err;
  for (const wrong of ['5', 'm', '1h-30m', '2026-12-01', '2026-12-01T08:00:00', '']) {
    expect(await start(`--start-time=${wrong}`), wrong).toContain('Not a time');
    expect(await start(`--timeout=${wrong}`), wrong).toContain('Not a length of time');
  }
  for (const right of ['1h30m', '0.5d', '200ms', '2036-12-01T08:00:00+01:00']) {
    expect(await start(`--start-time=${right}`), right).toContain('http://127.0.0.1:1 does not answer');
  }
});

async function perdure(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, {
    ...{ env: { PERDURE_URL: 'http://127.0.0.1:1' }, folder: '/', readInput: async () => '' },
    ...{ out: (line) => void out.push(line), err: (line) => void err.push(line) },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function help(...command: readonly string[]): Promise<string> {
  const { code, out } = await perdure(...command, '--help');
  expect(code).toBe(0);
  return out;
}

/** The names that a group's help lists. */
function commandsIn(text: string): readonly string[] {
  const list = text.slice(text.indexOf('Commands:'));
  return [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
}
