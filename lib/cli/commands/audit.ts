import type { Command } from 'commander';
import type { CliContext } from '../cli-context';
import { addAuditList } from './audit-list';
import { addAuditVerify } from './audit-verify';

/** `perdure audit` */
export function addAudit(program: Command, context: CliContext): void {
  const audit = program.command('audit').description('Who did what.');
  addAuditList(audit, context);
  addAuditVerify(audit, context);
}
