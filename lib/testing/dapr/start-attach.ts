import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram, untilTrue, type StartedProgram } from './started-program';

/** `words`: of the command line; `store`: the file of the mirror. */
export type Attaching = {
  readonly words: readonly string[];
  readonly store: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** `root`: the repository; `folder`: where the process keeps what it writes. */
type AttachPlace = { readonly root: string; readonly folder: string };

/** Starts `perdure attach` and resolves with the address of its console. */
export async function startAttach(
  { root, folder }: AttachPlace,
  { words, store, env }: Attaching,
): Promise<{ readonly program: StartedProgram; readonly url: string }> {
  const log = `${store}.log`;
  const program = startProgram({
    program: process.execPath,
    args: [join(root, 'scripts', 'perdure.js'), 'attach', '--json', '--store', store, ...words],
    ...{ log, env: { PERDURE_CONSOLE_PORT: '0', PERDURE_DATA_DIR: folder, ...env } },
  });
  let url = '';
  await untilTrue(program, async () => {
    url = /^\{"console":"([^"]+)"\}$/m.exec(readFileSync(log, 'utf8'))?.[1] ?? '';
    return url !== '';
  });
  return { program, url };
}
