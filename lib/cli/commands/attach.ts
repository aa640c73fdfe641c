import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '@/lib/bootstrap/env';
import { mirrorStateStore, type MirrorFlaw, type MirrorPass } from '@/lib/bootstrap/store/mirror-state-store';
import { readStateStoreTarget } from '@/lib/bootstrap/store/read-component-files';
import type { CliContext } from '../cli-context';
import { examplesText } from '../examples';
import { countText } from '../print/quantities';

const FLAWS = 1;
const FLAWS_SHOWN = 3;

type AttachOptions = {
  readonly component: string;
  readonly name?: string;
  readonly store?: string;
  readonly once?: true;
  readonly json?: true;
};

/** `perdure attach --component <file>`: with `--once`, exit code 1 when something could not be read. */
export function addAttach(program: Command, context: CliContext): void {
  program
    .command('attach')
    .description(
      "Mirrors the workflows in a Dapr cluster's state store into a store of Perdure, without ever writing to the cluster.",
    )
    .requiredOption('--component <path>', 'the YAML of the state store component, or a folder with components')
    .option('--name <name>', 'which state store, when there are several')
    .option('--store <file>', "Perdure's own store; without it attached.db in the data folder")
    .option('--once', 'mirror what is there and end')
    .option('--json', 'one JSON object a line, for programs')
    .addHelpText(
      'after',
      examplesText([
        ['perdure attach --component statestore.yaml', 'follow a cluster until Ctrl-C'],
        ['perdure attach --component components --name statestore --once', 'one look at one of several stores'],
      ]),
    )
    .action((options: AttachOptions) => attach(options, context));
}

async function attach({ component, name, store, once, json }: AttachOptions, context: CliContext): Promise<void> {
  const { env, folder } = context;
  const target = readStateStoreTarget({ path: resolve(folder, component), name, env });
  const storePath = resolve(folder, store ?? join(readSettings(env, folder).dataDir, 'attached.db'));
  let flawed = 0;
  await mirrorStateStore({
    ...{ target, storePath, now: context.now, signal: context.stop, once: once === true },
    onPass: (pass) => {
      flawed += pass.flawed.length;
      for (const flaw of pass.flawed) context.err(flawLine(flaw));
      context.out(json === true ? jsonLine(pass, context.now()) : passLine(pass));
    },
    onTrouble: ({ message }, againInMs) => context.err(`${message} Tried again in ${againInMs / 1000} s.`),
  });
  if (json !== true && once === true) context.out(`The mirror is complete: ${storePath}`);
  if (once === true && flawed > 0) context.endWith(FLAWS);
}

function passLine({ read, written, purged, flawed }: MirrorPass): string {
  const parts = [
    `${countText(read, 'instance')} read`,
    `${written} written`,
    ...(purged === 0 ? [] : [`${purged} purged`]),
    ...(flawed.length === 0 ? [] : [`${flawed.length} with flaws`]),
  ];
  return parts.join(', ');
}

function jsonLine({ read, written, purged, flawed }: MirrorPass, at: number): string {
  return JSON.stringify({ at: new Date(at).toISOString(), read, written, purged, flawed });
}

function flawLine({ appId, instanceId, flaws }: MirrorFlaw): string {
  const shown = flaws.slice(0, FLAWS_SHOWN).map(({ key, what }) => `${key} ${what}`);
  const more = flaws.length > FLAWS_SHOWN ? `, and ${flaws.length - FLAWS_SHOWN} more` : '';
  return `${appId}/${instanceId} is not whole: ${shown.join('; ')}${more}`;
}
