import type { Command } from 'commander';
import type { CliContext } from '../../cli-context';
import { addBulkGet } from './get';
import { addBulkList } from './list';
import { addBulkSteering } from './steer-job';

/** `perdure bulk …` */
export function addBulk(program: Command, context: CliContext): void {
  const bulk = program
    .command('bulk')
    .description('Looks after bulk jobs, which `perdure workflow <verb> --query …` and the console begin.');
  addBulkList(bulk, context);
  addBulkGet(bulk, context);
  addBulkSteering(bulk, context);
}
