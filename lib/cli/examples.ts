/** What stands below the options of a command's help: command lines to copy, each with what it is for. */
export function examplesText(examples: readonly (readonly [commandLine: string, purpose: string])[]): string {
  return ['', 'Examples:', ...examples.flatMap(([line, purpose]) => [`  # ${purpose}`, `  $ ${line}`])].join('\n');
}
