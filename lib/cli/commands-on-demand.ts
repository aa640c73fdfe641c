import type { Command } from 'commander';
import type { CliContext } from './cli-context';
import { HIDDEN_COMMAND } from './completion/wanted-at';

type CommandOnDemand = {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Loads what the command needs, which is much for some and little for most. */
  readonly load: () => Promise<(program: Command, context: CliContext) => void>;
};

/** The commands of the first level, in the order in which help lists them. */
const COMMANDS: readonly CommandOnDemand[] = [
  { name: 'serve', load: async () => (await import('./commands/serve')).addServe },
  { name: 'run', load: async () => (await import('./commands/run')).addRun },
  { name: 'dev', load: async () => (await import('./commands/dev')).addDev },
  { name: 'init', load: async () => (await import('./commands/init')).addInit },
  { name: 'doctor', load: async () => (await import('./commands/doctor')).addDoctor },
  { name: 'db', load: async () => (await import('./commands/db')).addDb },
  { name: 'audit', load: async () => (await import('./commands/audit')).addAudit },
  { name: 'attach', load: async () => (await import('./commands/attach')).addAttach },
  { name: 'token', load: async () => (await import('./commands/token')).addToken },
  { name: 'user', load: async () => (await import('./commands/user')).addUser },
  { name: 'workflow', aliases: ['wf'], load: async () => (await import('./commands/workflow/workflow')).addWorkflow },
  { name: 'bulk', load: async () => (await import('./commands/bulk/bulk')).addBulk },
  { name: 'openapi', load: async () => (await import('./commands/openapi')).addOpenApi },
  { name: 'compose', load: async () => (await import('./commands/compose')).addCompose },
  { name: 'completion', load: async () => (await import('./commands/completion')).addCompletion },
];

/** Adds to the program what a command line needs: the command that it names, or all where it names none, as for help. */
export async function addCommandsFor(args: readonly string[], program: Command, context: CliContext): Promise<void> {
  const [first, ...rest] = args;
  if (first === '--version' || first === '-V') return;
  if (first === HIDDEN_COMMAND) return addForCompletion(rest, program, context);
  const named = COMMANDS.filter((command) => isCalled(command, first));
  await addAll(named.length > 0 ? named : COMMANDS, program, context);
}

/** Somebody waits at each tab: only the command that is being completed is loaded, and of the others the name is told. */
async function addForCompletion(rest: readonly string[], program: Command, context: CliContext): Promise<void> {
  const words = rest.slice(rest.indexOf('--') + 1);
  const [first] = words.slice(0, -1);
  for (const command of COMMANDS) {
    if (command.name === 'completion' || isCalled(command, first)) await addAll([command], program, context);
    else program.command(command.name);
  }
}

async function addAll(commands: readonly CommandOnDemand[], program: Command, context: CliContext): Promise<void> {
  const adds = await Promise.all(commands.map(({ load }) => load()));
  for (const add of adds) add(program, context);
}

function isCalled({ name, aliases = [] }: CommandOnDemand, word: string | undefined): boolean {
  return word !== undefined && (name === word || aliases.includes(word));
}
