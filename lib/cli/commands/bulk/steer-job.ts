import type { Command } from 'commander';
import { bulkJobSchema, type BulkJobJson } from '@/lib/api/bulk';
import { bulkPath } from '@/lib/api/paths';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { tallyText } from '../../print/bulk-lines';
import { jsonText } from '../../print/output-option';
import type { ConsoleClient } from '../../server/console-client';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

type JobOptions = ServerOptions & { readonly json?: true };

type JobVerb = {
  readonly name: string;
  readonly words: string;
  readonly ask: (client: ConsoleClient, id: string) => Promise<BulkJobJson>;
};

const VERBS: readonly JobVerb[] = [
  { name: 'pause', words: 'Holds a job that runs.', ask: (client, id) => become(client, id, 'paused') },
  { name: 'resume', words: 'Lets a job go on that was held.', ask: (client, id) => become(client, id, 'running') },
  {
    name: 'abort',
    words: 'Gives up the rest of a job; what is done stays done.',
    ask: (client, id) => become(client, id, 'aborted'),
  },
  {
    name: 'retry',
    words: 'Gives the executions that failed another try.',
    ask: (client, id) => client.send(bulkJobSchema, bulkPath(id, 'retry'), { method: 'POST' }),
  },
];

/** `perdure bulk pause|resume|abort|retry <job>` */
export function addBulkSteering(bulk: Command, context: CliContext): void {
  for (const { name, words, ask } of VERBS) {
    const command = bulk.command(name).description(words).argument('<job>', 'ID of the job');
    withServer(command.option('--json', 'JSON, for programs'))
      .addHelpText(
        'after',
        examplesText([[`perdure bulk ${name} 0d9f6c1e-4a55-4c0e-9d0b-2f1f0c6a7b11`, words.toLowerCase().slice(0, -1)]]),
      )
      .action(async (id: string, options: JobOptions) => {
        const job = await ask(connect(options, context), id);
        context.out(options.json === true ? jsonText(job) : `${job.state}: ${tallyText(job)}`);
      });
  }
}

function become(client: ConsoleClient, id: string, state: 'paused' | 'running' | 'aborted'): Promise<BulkJobJson> {
  return client.send(bulkJobSchema, bulkPath(id), { method: 'PATCH', body: { state } });
}
