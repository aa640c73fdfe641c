// A terminal that keeps what was typed and answered.
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { anyPorts } from '../any-ports.js';

const PATIENCE_MS = 300_000;

export class Session {
  #folder;
  #lines = [];
  #running = [];

  constructor(folder) {
    this.#folder = folder;
  }

  /** Goes on in another folder. */
  enter(folder) {
    this.#folder = folder;
  }

  /** What was typed and answered, without what the SDK logs of each message. */
  transcript() {
    const lines = this.#lines.join('\n').split('\n');
    return lines.filter((line) => !line.includes('[DurableTask, ')).join('\n');
  }

  /** Runs a command to its end; throws when it fails or does not say what it should. Answers its standard output. */
  async run(command, { shown, expect } = {}) {
    const started = this.start(command, shown);
    await started.ended(expect);
    return started.output();
  }

  /** `perdure dev`, until `end`; resolves with its addresses once it is ready and its app runs. */
  async dev() {
    const started = this.start(['npx', 'perdure', 'dev']);
    const ready = await started.line(/^perdure ready (\{.*\})$/m);
    await started.line(/^\[shop\] Worker started$/m);
    return JSON.parse(ready[1]);
  }

  start(command, shown = command.join(' ')) {
    const [program, ...args] = command;
    const env = { ...process.env, ...anyPorts, NO_COLOR: '1', PERDURE_DEMO: '0' };
    const child = spawn(program, args, { cwd: this.#folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const said = { all: `$ ${shown}`, out: '' };
    const at = this.#lines.push(said.all) - 1;
    const changed = new EventEmitter();
    const take = (key) => (chunk) => {
      const text = String(chunk);
      if (key === 'out') said.out += text;
      said.all += `${said.all.endsWith('\n') ? '' : '\n'}${text}`;
      this.#lines[at] = said.all.trimEnd();
      changed.emit('change');
    };
    child.stdout.on('data', take('out'));
    child.stderr.on('data', take('err'));
    const exit = once(child, 'close').then(([code]) => code);
    this.#running.push({ child, exit });
    return {
      output: () => said.out,
      async ended(expect = /^/) {
        const code = await within(exit, `"${shown}" did not end`);
        if (code !== 0) throw new Error(`"${shown}" ended with exit code ${code}:\n${said.all}`);
        if (!expect.test(said.all)) throw new Error(`"${shown}" did not say ${expect}:\n${said.all}`);
      },
      line: (pattern) =>
        within(
          new Promise((resolve, reject) => {
            const look = () => {
              const found = pattern.exec(said.all);
              if (found !== null) resolve(found);
            };
            changed.on('change', look);
            void exit.then(() => reject(new Error(`"${shown}" ended without saying ${pattern}:\n${said.all}`)));
            look();
          }),
          `"${shown}" did not say ${pattern}`,
        ),
    };
  }

  /** Ends what still runs, as Ctrl-C does. */
  async end() {
    for (const { child, exit } of this.#running.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      process.kill(-child.pid, 'SIGINT');
      await within(exit, 'a command did not end on Ctrl-C').catch(() => process.kill(-child.pid, 'SIGKILL'));
    }
  }
}

function within(promise, what) {
  const { promise: late, reject } = Promise.withResolvers();
  const timer = setTimeout(() => reject(new Error(what)), PATIENCE_MS);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
