import type { Program } from '../../plan/program';
import type { File } from '../file';
import { prettierOptions } from './format';

/** What npm, the compiler and Git read. */
export function manifestFiles({ appId, name }: Program): readonly File[] {
  const manifest = {
    name: appId,
    version: '0.1.0',
    description: `${name}: a Dapr Workflow app.`,
    private: true,
    type: 'module',
    engines: { node: '>=22.18' },
    scripts: {
      start: 'node src/main.ts',
      begin: 'node src/start.ts',
      test: 'node --test "test/*.test.ts"',
      check: 'tsc --noEmit && prettier --check .',
    },
    dependencies: { '@dapr/dapr': '3.18.0' },
    devDependencies: { '@types/node': '24.19.2', prettier: '3.10.1', typescript: '6.0.3' },
    prettier: prettierOptions,
  };
  const compilerOptions = {
    ...{ target: 'ES2024', lib: ['ES2024'], module: 'NodeNext', moduleResolution: 'NodeNext', strict: true },
    ...{ noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noUnusedLocals: true },
    ...{ verbatimModuleSyntax: true, erasableSyntaxOnly: true, allowImportingTsExtensions: true, noEmit: true },
    ...{ skipLibCheck: true, types: ['node'] },
  };
  return [
    { path: 'package.json', text: JSON.stringify(manifest, undefined, 2), keep: false },
    {
      path: 'tsconfig.json',
      text: JSON.stringify({ compilerOptions, include: ['src', 'test'] }, undefined, 2),
      keep: false,
    },
    { path: '.gitignore', text: 'node_modules\n', keep: false },
  ];
}
