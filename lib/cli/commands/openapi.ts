import type { Command } from 'commander';
import { z } from 'zod';
import type { CliContext } from '../cli-context';
import { examplesText } from '../examples';
import { documentText, formatOf, withOutput, type OutputOptions } from '../print/output-option';
import { connect, withServer, type ServerOptions } from '../server/server-option';

/** `perdure openapi` */
export function addOpenApi(program: Command, context: CliContext): void {
  const command = program.command('openapi').description('Prints the OpenAPI document of the HTTP API of a console.');
  withServer(withOutput(command, ['json', 'yaml']))
    .addHelpText('after', examplesText([['perdure openapi -o yaml > perdure.yaml', 'for a generator of clients']]))
    .action(async (options: OutputOptions & ServerOptions) => {
      const document = await connect(options, context).get(z.looseObject({}), '/api/v1/openapi.json');
      context.out(await documentText(document, formatOf(options) === 'yaml' ? 'yaml' : 'json'));
    });
}
