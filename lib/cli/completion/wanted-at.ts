import type { Command, Option } from 'commander';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { LANGUAGES } from '../init/languages';

/** What may stand at a place of a command line: words that are known, and names that only a console knows. */
export type Wanted = { readonly words: readonly string[]; readonly live?: 'apps' | 'workflows' };

const NOTHING: Wanted = { words: [] };

/** What may stand where the last of these words begins. The words come after the program's name; the last one may be empty. */
export function wantedAt(program: Command, words: readonly string[]): Wanted {
  const before = words.slice(0, -1);
  const begun = words.at(-1) ?? '';
  if (before.includes('--')) return NOTHING;
  const { command, open } = walk(program, before);
  if (open !== undefined) return valuesOf(open);
  if (begun.startsWith('-')) return { words: flagsOf(command) };
  const verbs = command.commands.filter((sub) => !isHidden(sub)).map((sub) => sub.name());
  if (verbs.length > 0) return { words: verbs };
  if (command.name() === 'start') return { words: [], live: 'workflows' };
  const [argument] = command.registeredArguments;
  return { words: argument?.argChoices ?? [] };
}

type Place = { readonly command: Command; /** An option whose value comes next. */ readonly open: Option | undefined };

function walk(program: Command, words: readonly string[]): Place {
  return words.reduce<Place>(
    ({ command, open }, word) => {
      if (open !== undefined) return { command, open: undefined };
      if (word.startsWith('-')) return { command, open: optionWithValue(command, word) };
      const sub = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
      return { command: sub ?? command, open: undefined };
    },
    { command: program, open: undefined },
  );
}

function optionWithValue(command: Command, word: string): Option | undefined {
  const option = command.options.find(({ long, short }) => word === long || word === short);
  return option !== undefined && (option.required || option.optional) ? option : undefined;
}

function valuesOf(option: Option): Wanted {
  if (option.argChoices !== undefined) return { words: option.argChoices };
  switch (option.long) {
    case '--status':
      return { words: INSTANCE_STATUSES };
    case '--language':
      return { words: LANGUAGES.map(({ name }) => name) };
    case '--app-id':
      return { words: [], live: 'apps' };
    case '--name':
      return { words: [], live: 'workflows' };
    default:
      return NOTHING;
  }
}

function flagsOf(command: Command): readonly string[] {
  const own = command.options.filter(({ hidden }) => !hidden).map(({ long, flags }) => long ?? flags);
  return [...own, '--help'];
}

/** Commander keeps from the outside whether a command stands in the help. */
function isHidden(command: Command): boolean {
  return command.name() === HIDDEN_COMMAND;
}

/** Answers the scripts; people have no use for it. */
export const HIDDEN_COMMAND = 'complete';
