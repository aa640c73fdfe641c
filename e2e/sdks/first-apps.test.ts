import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Child, ROOT } from '../fixtures/child';
import { languages as provided } from './languages';

type FirstApp = {
  readonly language: string;
  /** Brings what its manifest asks for: from the registry, or from where `npm run sdks` has put the very same. */
  readonly install: (folder: string) => Promise<void>;
  /** Starts an order of three items. */
  readonly order: readonly string[];
};

const npmOrder = ['npm', 'run', '--silent', 'order'];

const APPS: readonly FirstApp[] = [
  { language: 'javascript', install: byCommand('npm', 'install', '--no-audit', '--no-fund'), order: npmOrder },
  { language: 'typescript', install: byLink(['node_modules'], 'node_modules'), order: npmOrder },
  {
    language: 'python',
    install: byLink(['.cache', 'sdks', 'python'], '.venv'),
    order: ['.venv/bin/python', 'start_order.py'],
  },
  { language: 'go', install: byCommand('go', 'build', '-o', 'shop', '.'), order: ['./shop', 'order', '3'] },
  {
    language: 'java',
    install: byCommand('mvn', '--quiet', '--batch-mode', 'package'),
    order: ['java', '-jar', 'target/app.jar', 'order', '3'],
  },
];

let folder: string;
const children: Child[] = [];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'perdure-first-app-')));
});

afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.stop()));
  rmSync(folder, { recursive: true });
});

const isProvided = ({ language }: FirstApp): boolean =>
  provided.includes(language === 'typescript' ? 'javascript' : language);

test.each(APPS.filter(isProvided))('$language: from an empty folder to a completed order', async (app) => {
  await done(perdure('init', '--language', app.language, '--app-id', 'shop'));
  await app.install(folder);
  const run = perdure('run', '-f', 'dapr.yaml', '--no-console');
  await run.line(/^\[shop\] Worker started$/);
  const order = await done(perdure('run', '--app-id', 'shop', '--', ...app.order));
  expect(order).toMatch(/^\[shop\] order-\d+: .*shipped.*item-3 reserved.*parcel-order-\d+/m);
});

function perdure(...args: readonly string[]): Child {
  const any = { PERDURE_GRPC_PORT: '0', PERDURE_HTTP_PORT: '0', PERDURE_METRICS_PORT: '0', PERDURE_LOG_LEVEL: 'warn' };
  return start({ args: [join(ROOT, 'scripts', 'perdure.js'), ...args], env: any });
}

function start(plan: {
  readonly command?: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}) {
  const child = new Child({ ...plan, cwd: folder });
  children.push(child);
  return child;
}

/** What a process has said that ended well. */
async function done(child: Child): Promise<string> {
  expect(await child.exited, child.output).toBe(0);
  return child.output;
}

function byCommand(command: string, ...args: readonly string[]): FirstApp['install'] {
  return async () => void (await done(start({ command, args, env: {} })));
}

function byLink(from: readonly string[], to: string): FirstApp['install'] {
  return async (at) => symlinkSync(join(ROOT, ...from), join(at, to));
}
