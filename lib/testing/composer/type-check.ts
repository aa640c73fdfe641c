import { join } from 'node:path';
import ts from 'typescript';
import type { File } from '@/lib/composer/emit/file';

/** What the compiler says to a generated TypeScript project, with the project's own options. */
export function typeCheck(projects: Readonly<Record<string, readonly File[]>>): readonly string[] {
  const root = join(process.cwd(), '.cache', 'composed');
  const files = new Map<string, string>();
  for (const [name, project] of Object.entries(projects)) {
    for (const { path, text } of project) files.set(join(root, name, path), text);
  }
  const config = [...files].find(([path]) => path.endsWith('tsconfig.json'))?.[1] ?? '{}';
  const parsed = JSON.parse(config) as { compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson(parsed.compilerOptions, root);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, directoryExists } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.directoryExists = (path) =>
    [...files.keys()].some((file) => file.startsWith(path)) || directoryExists?.(path) === true;
  host.getSourceFile = (path, version) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram(
    [...files.keys()].filter((path) => path.endsWith('.ts')),
    options,
    host,
  );
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const path = file?.fileName.slice(root.length + 1) ?? '';
    return `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
