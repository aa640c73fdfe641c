import { extname } from 'node:path';
import { Option, type Command } from 'commander';
import { GRAPH_FORMATS, type GraphFormat } from '@/lib/api/graph';
import { instancePath } from '@/lib/api/paths';
import type { CliContext } from '../../cli-context';
import { examplesText } from '../../examples';
import { requireFreeFile, withFile, writeAnswer, type FileOptions } from '../../file-option';
import { refOf, withAppId, type AppOptions } from '../../server/app-option';
import { connect, withServer, type ServerOptions } from '../../server/server-option';

const MEDIA: Record<GraphFormat, string> = {
  json: 'application/json',
  mermaid: 'text/vnd.mermaid',
  dot: 'text/vnd.graphviz',
  svg: 'image/svg+xml',
};

/** What the end of a file's name says of its format. */
const ENDINGS: Readonly<Record<string, GraphFormat>> = { '.svg': 'svg', '.dot': 'dot', '.gv': 'dot', '.json': 'json' };

type GraphOptions = AppOptions & ServerOptions & FileOptions & { readonly format?: GraphFormat };

/** `perdure workflow graph <id>` */
export function addWorkflowGraph(workflow: Command, context: CliContext): void {
  const command = workflow
    .command('graph')
    .description('Draws what one execution did, in the order in which one thing led to another.')
    .argument('<id>', 'instance ID')
    .addOption(
      new Option(
        '--format <format>',
        'how it is drawn (default: what the name of the file ends with, else mermaid)',
      ).choices(GRAPH_FORMATS),
    );
  withServer(withFile(withAppId(command)))
    .addHelpText(
      'after',
      examplesText([
        ['perdure workflow graph order-4711', 'Mermaid, for a page in Markdown'],
        ['perdure workflow graph order-4711 -f order.svg', 'a picture'],
        ['perdure workflow graph order-4711 --format dot > order.dot', 'for programs that lay graphs out'],
      ]),
    )
    .action((id: string, options: GraphOptions) => graph(id, options, context));
}

async function graph(id: string, options: GraphOptions, context: CliContext): Promise<void> {
  requireFreeFile(options, context);
  const format = options.format ?? ENDINGS[extname(options.file ?? '').toLowerCase()] ?? 'mermaid';
  const client = connect(options, context);
  const path = instancePath(await refOf(id, options, client), `graph?format=${format}`);
  writeAnswer(await client.text(path, MEDIA[format]), options, context);
}
