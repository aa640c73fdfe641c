import { Option, type Command } from 'commander';

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

/** A value for programs: indented JSON. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

/** A value for programs: indented JSON, or YAML, of which whoever does not ask for it waits for nothing. */
export async function documentText(value: unknown, format: 'json' | 'yaml'): Promise<string> {
  if (format === 'json') return jsonText(value);
  const { stringify } = await import('yaml');
  return stringify(value).trimEnd();
}
