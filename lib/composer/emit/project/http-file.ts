import { homeApp } from '../../plan/apps';
import type { Program } from '../../plan/program';
import type { File } from '../file';
import { oneLine } from '../one-line';
import { exampleInput } from './example-input';

/** Requests of Dapr's HTTP API, for the HTTP clients of editors. */
export function httpFile(program: Program): File {
  const [main] = program.workflows;
  if (main === undefined) return { path: 'requests.http', text: '\n', keep: false };
  const requests = [
    `### Start ${main.name}\nPOST {{workflows}}/${main.name}/start?instanceID={{id}}\nContent-Type: application/json\n\n${json(exampleInput(program, main.data))}`,
    '### See how it stands\nGET {{workflows}}/{{id}}',
    ...program.events.map(
      ({ name, title, payload }) =>
        `### Raise "${oneLine(title)}"\nPOST {{workflows}}/{{id}}/raiseEvent/${name}\nContent-Type: application/json\n\n${json(exampleInput(program, payload))}`,
    ),
    '### Pause\nPOST {{workflows}}/{{id}}/pause',
    '### Resume\nPOST {{workflows}}/{{id}}/resume',
    '### Terminate\nPOST {{workflows}}/{{id}}/terminate',
  ];
  const home =
    program.apps === undefined
      ? ''
      : `# The workflow runs in the app ${homeApp(program)}, on whose ports these requests go.\n`;
  const head = '@workflows = http://localhost:3500/v1.0/workflows/dapr\n@id = example-1';
  return { path: 'requests.http', text: `${home}${[head, ...requests].join('\n\n')}\n`, keep: false };
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
