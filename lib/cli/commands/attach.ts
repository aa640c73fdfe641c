import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '@/lib/bootstrap/env';
import type { SidecarSettings } from '@/lib/bootstrap/settings';
import { readAttachPlan, sidecarOfText } from '@/lib/bootstrap/store/attach-plan';
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
  readonly component?: string;
  readonly config?: string;
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
    .option('--component <path>', 'the YAML of the state store component, or a folder with components')
    .option('--config <file>', 'a YAML file that says all of this, with API tokens and certificates of sidecars')
    .option('--name <name>', 'which state store, when there are several')
    .option('--store <file>', "Perdure's own store; without it attached.db in the data folder")
    .option('--once', 'mirror what is there and end')
    .option(
      '--sidecar <app=address...>',
      "show the console, whose actions go to these apps' sidecars: gRPC port here, host:port, or https://host:port",
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
  const { once = false, json } = options;
  refuseConsoleOnce(options);
  const { target, storePath, sidecars } = cluster(options, context);
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
        console = await startConsole(options, { target, storePath, sidecars }, context);
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

/** What to attach to: from the command line, and for what that leaves open from the file. */
function cluster(
  { component, config, name, store, sidecar = [] }: AttachOptions,
  { env, folder }: CliContext,
): Mirrored {
  const plan = config === undefined ? undefined : readAttachPlan(resolve(folder, config), env);
  const path = component === undefined ? plan?.component : resolve(folder, component);
  if (path === undefined) {
    throw new AppError('invalid', 'There is no state store to read.', {
      hint: 'Name the YAML of its component with --component, or in the file of --config.',
    });
  }
  const target = readStateStoreTarget({ path, name: name ?? plan?.stateStore, env });
  const given = sidecar.map((text) => sidecarOfText(text, env));
  const others = (plan?.sidecars ?? []).filter(({ appId }) => !given.some((one) => one.appId === appId));
  const file = store === undefined ? plan?.store : resolve(folder, store);
  const storePath = file ?? resolve(folder, join(readSettings(env, folder).dataDir, 'attached.db'));
  return { target, storePath, sidecars: [...given, ...others] };
}

type Mirrored = {
  readonly target: ReturnType<typeof readStateStoreTarget>;
  readonly storePath: string;
  readonly sidecars: readonly SidecarSettings[];
};

async function startConsole({ once, console, json }: AttachOptions, mirrored: Mirrored, context: CliContext) {
  if (once === true || (console === undefined && mirrored.sidecars.length === 0)) return undefined;
  const { env, folder, err: say } = context;
  const started = await startAttachedConsole({ ...mirrored, env, folder, say });
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
