import { Option, type Command } from 'commander';
import { stringify } from 'yaml';

/** How an answer may be written. `table` and `wide` are for people. */
export type OutputFormat = 'table' | 'wide' | 'json' | 'yaml' | 'ids' | 'ndjson';

export type OutputOptions = { readonly output: OutputFormat; readonly json?: true };

/** Adds `-o` with some formats, of which the first is the default, and `--json`. */
export function withOutput(command: Command, formats: readonly OutputFormat[]): Command {
  return command
    .addOption(
      new Option('-o, --output <format>', 'how the answer is written').choices(formats).default(formats[0] ?? 'table'),
    )
    .option('--json', 'the same as -o json');
}

/** The format that was asked for. */
export function formatOf({ output, json }: OutputOptions): OutputFormat {
  return json === true ? 'json' : output;
}

/** A value for programs: indented JSON, or YAML. */
export function documentText(value: unknown, format: 'json' | 'yaml'): string {
  return format === 'yaml' ? stringify(value).trimEnd() : JSON.stringify(value, undefined, 2);
}
