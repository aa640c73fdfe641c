import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '@/lib/bootstrap/env';
import { mirrorStateStore, type MirrorFlaw, type MirrorPass } from '@/lib/bootstrap/store/mirror-state-store';
import { readStateStoreTarget } from '@/lib/bootstrap/store/read-component-files';
import { startAttachedConsole } from '@/lib/bootstrap/supervisor/attached-console';
import { AppError } from '@/lib/domain/app-error';
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
  readonly sidecar?: readonly string[];
  readonly console?: true;
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
    .option(
      '--sidecar <app=port...>',
      "show the console, whose actions go to these apps' sidecars: their gRPC ports here",
    )
    .option('--console', 'show the console without any sidecar: to look, not to act')
    .option('--json', 'one JSON object a line, for programs')
    .addHelpText(
      'after',
      examplesText([
        ['perdure attach --component statestore.yaml', 'follow a cluster until Ctrl-C'],
        ['perdure attach --component statestore.yaml --sidecar orders=50001', 'the console on top, with actions'],
        ['perdure attach --component components --name statestore --once', 'one look at one of several stores'],
      ]),
    )
    .action((options: AttachOptions) => attach(options, context));
}

async function attach(options: AttachOptions, context: CliContext): Promise<void> {
  const { component, name, store, once = false, json } = options;
  const { env, folder } = context;
  const target = readStateStoreTarget({ path: resolve(folder, component), name, env });
  const storePath = resolve(folder, store ?? join(readSettings(env, folder).dataDir, 'attached.db'));
  refuseConsoleOnce(options);
  let flawed = 0;
  let console: { stop(): Promise<void> } | undefined;
  try {
    await mirrorStateStore({
      ...{ target, storePath, now: context.now, signal: context.stop, once },
      onPass: (pass) => {
        flawed += pass.flawed.length;
        for (const flaw of pass.flawed) context.err(flawLine(flaw));
        context.out(json === true ? jsonLine(pass, context.now()) : passLine(pass));
      },
      onTrouble: ({ message }, againInMs) => context.err(`${message} Tried again in ${againInMs / 1000} s.`),
      onComplete: async () => {
        if (json !== true) context.out(`The mirror is complete: ${storePath}`);
        console = await startConsole(options, { target, storePath }, context);
      },
    });
  } finally {
    await console?.stop();
  }
  if (once && flawed > 0) context.endWith(FLAWS);
}

function refuseConsoleOnce({ once, sidecar, console }: AttachOptions): void {
  if (once !== true || (sidecar ?? console) === undefined) return;
  throw new AppError(
    'invalid',
    `--once ends at once, so there is no console for ${sidecar ? '--sidecar' : '--console'}.`,
    {
      hint: 'Leave one of the two out.',
    },
  );
}

type Mirrored = { readonly target: ReturnType<typeof readStateStoreTarget>; readonly storePath: string };

async function startConsole({ sidecar, console, json }: AttachOptions, mirrored: Mirrored, context: CliContext) {
  if ((sidecar ?? console) === undefined) return undefined;
  const { env, folder, err: say } = context;
  const started = await startAttachedConsole({ ...mirrored, env, folder, sidecars: sidecar ?? [], say });
  context.out(json === true ? JSON.stringify({ console: started.url }) : `The console: ${started.url}`);
  return started;
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
