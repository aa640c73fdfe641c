import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from './csharp-assembly';
import { assembliesIn, type SourceFile } from './msbuild-project';
import { declarations } from './packages';

/** What the C# compiler says to the files of some projects: for each by its name, its errors and warnings. */
export async function compileCsharp(
  projects: Readonly<Record<string, readonly SourceFile[]>>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const assemblies = Object.entries(projects).map(([name, files]) => [name, assembliesIn(name, files)] as const);
  const diagnostics = await compiled(JSON.stringify([...declarations(), ...assemblies.flatMap(([, each]) => each)]));
  const ids = new Set(assemblies.flatMap(([, each]) => each.map(({ id }) => id)));
  const elsewhere = diagnostics.filter(({ assembly }) => !ids.has(assembly));
  if (elsewhere.length > 0) throw new Error(`our declarations of packages:\n${elsewhere.map(lineOf).join('\n')}`);
  return Object.fromEntries(
    assemblies.map(([name, each]) => [
      name,
      diagnostics.filter(({ assembly }) => each.some(({ id }) => id === assembly)).map(lineOf),
    ]),
  );
}

/** The files of a project that lies in a folder. */
export function filesIn(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => ({ path: relative(folder, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }));
}

function lineOf({ path, line, severity, code, message }: Diagnostic): string {
  return `${path}(${line}): ${severity} ${code}: ${message}`;
}

/** Another process, which the runtime of the compiler may have for itself. */
async function compiled(request: string): Promise<readonly Diagnostic[]> {
  const register = pathToFileURL('scripts/register-typescript.js').href;
  const args = ['--import', register, 'lib/testing/programs/compile-csharp.ts'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  // Its end without an answer says why.
  child.stdin.on('error', () => undefined).end(request);
  const said = text(child.stderr);
  try {
    return (await json(child.stdout)) as readonly Diagnostic[];
  } catch (cause) {
    throw new Error(`the C# compiler gave no answer: ${await said}`, { cause });
  }
}
