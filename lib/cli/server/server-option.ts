import type { Command } from 'commander';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from '../cli-context';
import { createConsoleClient, type ConsoleClient } from './console-client';

const DEFAULT_URL = 'http://127.0.0.1:3000';

/** Options of every command that asks a console. */
export type ServerOptions = { readonly server?: string };

/** Adds `--server`. */
export function withServer(command: Command): Command {
  return command.option('--server <url>', `the console to ask (default: PERDURE_URL, else ${DEFAULT_URL})`);
}

/** A client of the console that an option names, else the environment. Throws `invalid` for what is no address. */
export function connect(options: ServerOptions, context: CliContext): ConsoleClient {
  const { url, token } = addressOfConsole(options, context);
  return createConsoleClient(url, token);
}

export type ConsoleAddress = { readonly url: string; readonly token: string | undefined };

/** Where that console is, and who asks. */
export function addressOfConsole({ server }: ServerOptions, { env }: Pick<CliContext, 'env'>): ConsoleAddress {
  const given = [
    { from: '--server', text: server },
    { from: 'PERDURE_URL', text: env.PERDURE_URL },
  ].find(({ text }) => text !== undefined && text.trim() !== '');
  const token = env.PERDURE_TOKEN?.trim();
  const url = addressOf(given?.text ?? DEFAULT_URL, given?.from ?? '');
  return { url, token: token === '' ? undefined : token };
}

function addressOf(text: string, from: string): string {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new AppError('invalid', `${from} is no address of a console: ${text}.`, { hint: `Example: ${DEFAULT_URL}` });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
