import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '@/lib/domain/app-error';
import { IS_REPOSITORY, nextProgram, ROOT } from './repository';

const SOURCES = ['{app,components,lib,prisma}/**/*.{ts,tsx,css,prisma,svg,woff2}', '*.{js,mjs,json}'];
const IGNORED = ['**/node_modules/**', '**/generated/**', '**/*.test.*'];
/** Where next.config.js puts the build. */
const STAMP = join(ROOT, process.env['PERDURE_NEXT_DIST'] ?? '.next', 'perdure-build');

/**
 * Builds the console unless the build that is there was made from these very files; a package brings its own. Throws
 * `internal` when it fails.
 */
export async function buildConsole(say: (line: string) => void): Promise<void> {
  if (!IS_REPOSITORY) return;
  const wanted = fingerprint();
  if (consoleBuild(wanted) === 'present') return;
  say('Building the console; this happens once, and again after a change of its source.');
  await run([join(ROOT, 'scripts', 'generate-clients.js')]);
  await run([nextProgram(), 'build']);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, wanted);
}

/** Whether the console is built, from these very files. */
export function consoleBuild(wanted = fingerprint()): 'present' | 'outdated' | 'absent' {
  if (!existsSync(STAMP)) return 'absent';
  return readFileSync(STAMP, 'utf8') === wanted ? 'present' : 'outdated';
}

function fingerprint(): string {
  const files = globSync(SOURCES, { cwd: ROOT, exclude: IGNORED }).sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(ROOT, file));
    hash.update(`${file}\n${size}\n${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

async function run([script, ...args]: [string, ...string[]]): Promise<void> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code === 0) return;
  throw new AppError('internal', `building the console failed (${script} ended with exit code ${code ?? 'none'})`, {
    hint: output.trim().split('\n').slice(-25).join('\n'),
  });
}
