import { resolve } from 'node:path';
import { styleText } from 'node:util';
import type { Command } from 'commander';
import { findPerdure } from '@/lib/bootstrap/run/find-perdure';
import type { Settings } from '@/lib/bootstrap/settings';
import { AppError } from '@/lib/domain/app-error';
import type { CliContext } from '../cli-context';
import { checkLanguageModel } from '../doctor/check-language-model';
import { checkMachine } from '../doctor/check-machine';
import { checkPorts } from '../doctor/check-ports';
import { settingLines } from '../doctor/check-settings';
import { checkStore } from '../doctor/check-store';
import { checkWorkers } from '../doctor/check-workers';
import type { Finding, FindingLevel } from '../doctor/finding';
import { examplesText } from '../examples';
import { documentText, formatOf, withOutput, type OutputOptions } from '../print/output-option';
import { cellLines } from '../print/table';
import { environmentOf, settingsOf, withSettings, type SettingsOptions } from '../settings-option';

type DoctorOptions = SettingsOptions & OutputOptions;

/** `perdure doctor` */
export function addDoctor(program: Command, context: CliContext): void {
  const command = program
    .command('doctor')
    .description('Finds out what is wrong, here and with the Perdure that runs here, and says what to do about it.');
  withSettings(withOutput(command, ['table', 'json', 'yaml']))
    .addHelpText(
      'after',
      examplesText([
        ['perdure doctor', 'everything, for people; exit code 1 when there is a problem'],
        ['perdure doctor -o json', 'the same for programs, with every setting and where it is from'],
        ['perdure doctor --data-dir /var/lib/perdure', 'about another data folder'],
      ]),
    )
    .action((options: DoctorOptions) => examine(options, context));
}

async function examine(options: DoctorOptions, context: CliContext): Promise<void> {
  const { settings, findings } = await findingsOf(options, context);
  const hasProblem = findings.some(({ level }) => level === 'problem');
  const format = formatOf(options);
  const lines =
    settings === undefined ? [] : settingLines(settings, environmentOf(options, context.env), context.folder);
  if (format === 'json' || format === 'yaml') {
    context.out(await documentText({ ok: !hasProblem, findings, settings: lines }, format));
  } else {
    const rows = lines.filter(({ key }) => !key.includes('.')).map(({ name, value, from }) => [name, value, from]);
    for (const line of rows.length === 0 ? [] : cellLines(['SETTING', 'VALUE', 'FROM'], rows)) context.out(line);
    if (rows.length > 0) context.out('');
    for (const line of findingLines(findings, context)) context.out(line);
  }
  if (hasProblem) context.endWith(1);
}

type Examined = { readonly settings?: Settings; readonly findings: readonly Finding[] };

async function findingsOf(options: DoctorOptions, context: CliContext): Promise<Examined> {
  const machine = [...checkMachine(), checkLanguageModel(context.env)];
  const read = readSettings(options, context);
  if ('level' in read) return { findings: [...machine, read] };
  const running = await findPerdure(resolve(context.folder, read.dataDir));
  const perdure: Finding =
    running === undefined
      ? {
          ...{ level: 'note', about: 'Running', says: `no Perdure runs over ${read.dataDir}` },
          fix: 'perdure dev, or perdure serve',
        }
      : { level: 'ok', about: 'Running', says: `process ${running.pid}` };
  const store =
    read.store.kind === 'sqlite' ? { ...read.store, path: resolve(context.folder, read.store.path) } : read.store;
  const token = context.env.PERDURE_TOKEN?.trim();
  return {
    settings: read,
    findings: [
      ...machine,
      { level: 'ok', about: 'Settings', says: 'can be used' },
      ...(await checkPorts(read, running?.addresses)),
      ...(await checkStore(store, { now: context.now(), hasRuntime: running !== undefined })),
      perdure,
      ...(running === undefined ? [] : await checkWorkers(running, token === '' ? undefined : token)),
    ],
  };
}

function readSettings(options: DoctorOptions, context: CliContext): Settings | Finding {
  try {
    return settingsOf(options, context);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {
      level: 'problem',
      about: 'Settings',
      says: error.message,
      ...(error.hint !== undefined && { fix: error.hint }),
    };
  }
}

const COLORS: Record<FindingLevel, 'green' | 'yellow' | 'red'> = { ok: 'green', note: 'yellow', problem: 'red' };

function findingLines(findings: readonly Finding[], { env, isTerminal }: CliContext): readonly string[] {
  const isPlain = isTerminal !== true || (env.NO_COLOR ?? '') !== '';
  const width = Math.max(...findings.map(({ about }) => about.length));
  return findings.flatMap(({ level, about, says, fix }) => {
    const word = level.padEnd('problem'.length);
    const painted = isPlain ? word : styleText(COLORS[level], word, { validateStream: false });
    const line = `${painted}  ${about.padEnd(width)}  ${says}`;
    return fix === undefined ? [line] : [line, `${' '.repeat('problem'.length + width + 4)}→ ${fix}`];
  });
}
