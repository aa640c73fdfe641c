import { Argument, Option, type Command } from 'commander';
import type { CliContext } from '../cli-context';
import { liveNames } from '../completion/live-names';
import { COMPLETION_SCRIPTS, COMPLETION_SETUP, SHELLS, type Shell } from '../completion/scripts';
import { HIDDEN_COMMAND, wantedAt } from '../completion/wanted-at';
import { examplesText } from '../examples';
import { wholeNumber } from '../number-option';

/** A person waits at each tab. */
const PATIENCE_MS = 500;

/** `perdure completion <shell>`, and the hidden command that its scripts ask. */
export function addCompletion(program: Command, context: CliContext): void {
  program
    .command('completion')
    .description('Prints what a shell needs to complete commands, flags, statuses, App IDs and names of workflows.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      examplesText([
        [COMPLETION_SETUP.bash, 'in ~/.bashrc'],
        [COMPLETION_SETUP.zsh, 'in ~/.zshrc, after compinit'],
        [COMPLETION_SETUP.fish, 'in ~/.config/fish/config.fish'],
      ]),
    )
    .action((shell: Shell) => context.out(COMPLETION_SCRIPTS[shell]));
  program
    .command(HIDDEN_COMMAND, { hidden: true })
    .argument('[words...]')
    .addOption(new Option('--patience <ms>').argParser(wholeNumber(1, 60_000)).default(PATIENCE_MS))
    .action(async (words: readonly string[], { patience: patienceMs }: { readonly patience: number }) => {
      const begun = (words.at(-1) ?? '').trim();
      const wanted = wantedAt(program, words);
      const names = wanted.live === undefined ? [] : await liveNames({ kind: wanted.live, patienceMs }, context);
      for (const word of [...wanted.words, ...names].filter((one) => one.startsWith(begun))) context.out(word);
    });
}
