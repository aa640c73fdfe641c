import { text } from 'node:stream/consumers';
import { compileInWasm } from '../composer/csharp/compiler-in-wasm';
import type { CsharpAssembly } from '../composer/csharp/csharp-assembly';

// A program of its own: reads assemblies in JSON from its standard input, compiles them, and writes what the compiler says
// in JSON to its standard output. The runtime that it brings in takes over the process and talks on the console.

const say = process.stdout.write.bind(process.stdout);
const nothing = (): void => undefined;
Object.assign(console, { log: nothing, info: nothing, debug: nothing, warn: nothing });
const assemblies = JSON.parse(await text(process.stdin)) as readonly CsharpAssembly[];
const diagnostics = await compileInWasm(assemblies);
say(JSON.stringify(diagnostics), () => process.exit(0));
