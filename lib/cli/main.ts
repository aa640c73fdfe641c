import { Command, CommanderError } from 'commander';
import { exitCodeOf } from '@/lib/bootstrap/exit-code';
import { AlreadyReported } from '@/lib/bootstrap/report-fatal';
import { PERDURE_VERSION } from '@/lib/bootstrap/version';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext, CliRim } from './cli-context';
import { addCommandsFor } from './commands-on-demand';
import { keepNegations } from './keep-negations';
import { printError } from './print/print-error';

/** Runs one command line, without the program's name, and answers the exit code. Never rejects. */
export async function runCli(args: readonly string[], rim: CliRim): Promise<number> {
  let exitCode = 0;
  const context: CliContext = { now: () => Date.now(), ...rim, endWith: (code) => (exitCode = code) };
  try {
    const program = await createProgram(args, context);
    await program.parseAsync(keepNegations(args), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof AlreadyReported) return error.exitCode;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodeOf(new AppError('invalid', ''));
    printError(error, rim.err);
    return exitCodeOf(error);
  }
}

async function createProgram(args: readonly string[], context: CliContext): Promise<Command> {
  const program = new Command('perdure').description('Runs Dapr Workflow apps durably.').version(PERDURE_VERSION);
  const lineByLine = (write: (line: string) => void) => (text: string) => write(text.trimEnd());
  program.configureOutput({ writeOut: lineByLine(context.out), writeErr: lineByLine(context.err) }).exitOverride();
  program.enablePositionalOptions();
  await addCommandsFor(args, program, context);
  return program;
}
