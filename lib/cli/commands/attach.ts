import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '@/lib/bootstrap/env';
import type { SidecarSettings } from '@/lib/bootstrap/settings';
import { attachedSidecars } from '@/lib/bootstrap/attached-sidecars';
import { watchSidecars } from '@/lib/bootstrap/discovery/sidecar-watch';
import { sidecarOfText } from '@/lib/bootstrap/sidecar-spec';
import { readAttachPlan, type AttachPlan } from '@/lib/bootstrap/store/attach-plan';
import { mirrorCluster, type MirrorFlaw, type MirrorPass } from '@/lib/bootstrap/store/mirror-cluster';
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
  readonly discover?: true;
  readonly json?: true;
};

/** `perdure attach --component <file>`: with `--once`, exit code 1 when something could not be read. */
export function addAttach(program: Command, context: CliContext): void {
  program
    .command('attach')
    .description(
      "Mirrors a Dapr cluster's workflows, from its state store or by its sidecars, into a store of Perdure, without ever writing to the cluster.",
    )
    .option('--component <path>', 'the YAML of the state store component, or a folder with components')
    .option('--config <file>', 'a YAML file that says all of this, with API tokens and certificates of sidecars')
    .option('--name <name>', 'which state store, when there are several')
    .option('--store <file>', "Perdure's own store; without it attached.db in the data folder")
    .option('--once', 'mirror what is there and end')
    .option(
      '--sidecar <app=address...>',
      'show the console, whose actions go to these sidecars (gRPC port here, host:port, https://host:port); without --component they are read too',
    )
    .option('--discover', 'also the sidecars that run on this machine, found as `dapr list` finds them')
    .option('--console', 'show the console without any sidecar: to look, not to act')
    .option('--json', 'one JSON object a line, for programs')
    .addHelpText(
      'after',
      examplesText([
        ['perdure attach --component statestore.yaml', 'follow a cluster until Ctrl-C'],
        ['perdure attach --component statestore.yaml --sidecar orders=50001', 'the console on top, with actions'],
        [
          'perdure attach --sidecar orders=50001',
          'no state store at hand: what the sidecar tells (Dapr 1.17 and newer)',
        ],
        ['perdure attach --discover', 'the apps that `dapr run` has started here, as they come and go'],
        ['perdure attach --component components --name statestore --once', 'one look at one of several stores'],
      ]),
    )
    .action((options: AttachOptions) => attach(options, context));
}

async function attach(options: AttachOptions, context: CliContext): Promise<void> {
  const { once = false, json } = options;
  refuseConsoleOnce(options);
  const { target, storePath, sidecars } = cluster(options, context);
  const watch = options.discover && watchSidecars(context.env, context.now);
  await watch?.look();
  let flawed = 0;
  let console: { stop(): Promise<void> } | undefined;
  try {
    await mirrorCluster({
      ...{ target, storePath, now: context.now, signal: context.stop, once, discovers: options.discover },
      sidecars: () => attachedSidecars({ given: sidecars, storePath, env: context.env, watch }),
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

/** Without a state store the sidecars are what is looked at. */
function refuseConsoleOnce({ once, component, sidecar, console }: AttachOptions): void {
  if (once !== true || ((component && sidecar) ?? console) === undefined) return;
  throw new AppError(
    'invalid',
    `--once ends at once, so there is no console for ${sidecar ? '--sidecar' : '--console'}.`,
    {
      hint: 'Leave one of the two out.',
    },
  );
}

/** What to attach to: from the command line, and for what that leaves open from the file. */
function cluster(options: AttachOptions, { env, folder }: CliContext): Mirrored {
  const { component, config, name, store, sidecar = [] } = options;
  const plan = config === undefined ? NO_PLAN : readAttachPlan(resolve(folder, config), env);
  const path = component === undefined ? plan.component : resolve(folder, component);
  const given = sidecar.map((text) => sidecarOfText(text, env));
  const others = plan.sidecars.filter(({ appId }) => !given.some((one) => one.appId === appId));
  const sidecars = [...given, ...others];
  if (path === undefined && sidecars.length === 0) refuseNothing(options);
  const target = path === undefined ? undefined : readStateStoreTarget({ path, name: name ?? plan.stateStore, env });
  const file = store === undefined ? plan.store : resolve(folder, store);
  const storePath = file ?? resolve(folder, join(readSettings(env, folder).dataDir, 'attached.db'));
  return { target, storePath, sidecars };
}

const NO_PLAN: AttachPlan = { sidecars: [] };

/** Sidecars may still be found, or added in the console. */
function refuseNothing({ console, discover }: AttachOptions): void {
  if ((console ?? discover) !== undefined) return;
  throw new AppError('invalid', 'There is nothing to attach to.', {
    hint: 'Name the YAML of the state store with --component, sidecars with --sidecar or --discover, or both in the file of --config.',
  });
}

type Mirrored = {
  readonly target: ReturnType<typeof readStateStoreTarget> | undefined;
  readonly storePath: string;
  readonly sidecars: readonly SidecarSettings[];
};

async function startConsole({ once, console, discover, json }: AttachOptions, mirrored: Mirrored, context: CliContext) {
  if (once === true || ((console ?? discover) === undefined && mirrored.sidecars.length === 0)) return undefined;
  const { env, folder, err: say } = context;
  const started = await startAttachedConsole({ ...mirrored, discovers: discover === true, env, folder, say });
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
