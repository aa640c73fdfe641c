import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { runCli } from './main';

/** The command line of this process: its arguments, its terminal, its exit code. Never rejects. */
export async function runInTerminal(): Promise<void> {
  // `perdure … | head` closes the pipe when it has seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  const isAttended = process.stdin.isTTY && process.stderr.isTTY;
  process.exitCode = await runCli(process.argv.slice(2), {
    env: process.env,
    folder: process.cwd(),
    readInput: () => text(process.stdin),
    out: (line) => process.stdout.write(`${line}\n`),
    outBytes: (bytes) => process.stdout.write(bytes),
    err: (line) => process.stderr.write(`${line}\n`),
    isTerminal: process.stdout.isTTY,
    ask: isAttended ? ask : undefined,
  });
}

/** Asks on stderr, so that a question is never part of an answer that goes into a pipe; Ctrl-D answers nothing. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = new Promise<string>((resolve) => {
    terminal.on('close', () => resolve(''));
    terminal.on('SIGINT', () => process.exit(130));
    terminal.question(question, resolve);
  });
  return answer.finally(() => terminal.close());
}
