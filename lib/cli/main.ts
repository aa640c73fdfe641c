import { Command, CommanderError } from 'commander';
import { exitCodeOf } from '@/lib/bootstrap/exit-code';
import { AlreadyReported } from '@/lib/bootstrap/report-fatal';
import { PERDURE_VERSION } from '@/lib/bootstrap/version';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext, CliRim } from './cli-context';
import { addAttach } from './commands/attach';
import { addAuditList } from './commands/audit-list';
import { addAuditVerify } from './commands/audit-verify';
import { addBulk } from './commands/bulk/bulk';
import { addCompose } from './commands/compose';
import { addCompletion } from './commands/completion';
import { addDbBackup } from './commands/db-backup';
import { addDbCopy } from './commands/db-copy';
import { addDbMigrate } from './commands/db-migrate';
import { addDbStatus } from './commands/db-status';
import { addDbVerify } from './commands/db-verify';
import { addDev } from './commands/dev';
import { addDoctor } from './commands/doctor';
import { addInit } from './commands/init';
import { addRun } from './commands/run';
import { addServe } from './commands/serve';
import { addOpenApi } from './commands/openapi';
import { addToken } from './commands/token';
import { addUser } from './commands/user';
import { addWorkflow } from './commands/workflow/workflow';
import { keepNegations } from './keep-negations';
import { printError } from './print/print-error';

/** Runs one command line, without the program's name, and answers the exit code. Never rejects. */
export async function runCli(args: readonly string[], rim: CliRim): Promise<number> {
  let exitCode = 0;
  const program = createProgram({ now: () => Date.now(), ...rim, endWith: (code) => (exitCode = code) });
  try {
    await program.parseAsync(keepNegations(args), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof AlreadyReported) return error.exitCode;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodeOf(new AppError('invalid', ''));
    printError(error, rim.err);
    return exitCodeOf(error);
  }
}

function createProgram(context: CliContext): Command {
  const program = new Command('perdure').description('Runs Dapr Workflow apps durably.').version(PERDURE_VERSION);
  const lineByLine = (write: (line: string) => void) => (text: string) => write(text.trimEnd());
  program.configureOutput({ writeOut: lineByLine(context.out), writeErr: lineByLine(context.err) }).exitOverride();
  program.enablePositionalOptions();
  addServe(program, context);
  addRun(program, context);
  addDev(program, context);
  addInit(program, context);
  addDoctor(program, context);
  const db = program.command('db').description('Looks after the store.');
  addDbStatus(db, context);
  addDbMigrate(db, context);
  addDbVerify(db, context);
  addDbBackup(db, context);
  addDbCopy(db, context);
  const audit = program.command('audit').description('Who did what.');
  addAuditList(audit, context);
  addAuditVerify(audit, context);
  addAttach(program, context);
  addToken(program, context);
  addUser(program, context);
  addWorkflow(program, context);
  addBulk(program, context);
  addOpenApi(program, context);
  addCompose(program, context);
  addCompletion(program, context);
  return program;
}
