import { posix } from 'node:path';
import type { File } from '@/lib/composer/emit/file';
import type { CsharpAssembly } from './csharp-assembly';
import { packageOf } from './packages';

/** The version of C# for a target framework. That of net10.0 is 14; the compiler here knows the one before it. */
const languages: Readonly<Record<string, string>> = { 'net10.0': '13' };
/** What `ImplicitUsings` adds with Microsoft.NET.Sdk. */
const implicitUsings = [
  ...['System', 'System.Collections.Generic', 'System.IO', 'System.Linq', 'System.Net.Http'],
  ...['System.Threading', 'System.Threading.Tasks'],
];
/** Say nothing that the compiler would hear. */
const silent = ['RootNamespace', 'RestorePackagesWithLockFile', 'IsPackable'];

export type SourceFile = Pick<File, 'path' | 'text'>;

type Manifest = {
  readonly path: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly items: (name: string) => readonly string[];
  readonly packages: readonly { readonly name: string; readonly version: string }[];
};

/**
 * What `dotnet build` would compile of the projects in a folder: one assembly for each manifest, those that another
 * refers to before it. Throws for whatever in a manifest is not modeled here.
 */
export function assembliesIn(folder: string, files: readonly SourceFile[]): readonly CsharpAssembly[] {
  const manifests = files.filter(({ path }) => path.endsWith('.csproj')).map(manifestOf);
  const done = new Map<string, CsharpAssembly>();
  const add = (manifest: Manifest): CsharpAssembly => {
    const known = done.get(manifest.path);
    if (known !== undefined) return known;
    const before = manifest.items('ProjectReference').map((to) => {
      const path = posix.join(posix.dirname(manifest.path), to);
      const found = manifests.find((each) => each.path === path);
      if (found === undefined) throw new Error(`${manifest.path} refers to ${path}, which is not there`);
      return add(found);
    });
    const assembly = assemblyOf(manifest, { folder, files, before });
    done.set(manifest.path, assembly);
    return assembly;
  };
  for (const manifest of manifests) add(manifest);
  return [...done.values()];
}

type Around = {
  readonly folder: string;
  readonly files: readonly SourceFile[];
  readonly before: readonly CsharpAssembly[];
};

function assemblyOf(manifest: Manifest, { folder, files, before }: Around): CsharpAssembly {
  const { path, properties, items, packages } = manifest;
  const [place, name] = [posix.dirname(path), posix.basename(path, '.csproj')];
  const under = (at: string): string => (place === '.' ? at : `${place}/${at}`);
  const removed = ['bin/', 'obj/', ...items('Compile').map((glob) => glob.replace('**', ''))].map(under);
  const sources = files.filter(
    ({ path: file }) =>
      file.endsWith('.cs') && file.startsWith(under('')) && !removed.some((each) => file.startsWith(each)),
  );
  const brought = packages.map(packageOf);
  const framework = properties.get('TargetFramework') ?? '';
  const language = languages[framework];
  if (language === undefined) throw new Error(`${path}: it is not known which C# "${framework}" means`);
  const made = [
    ...(properties.get('ImplicitUsings') === 'enable' ? implicitUsings.map((each) => `global using ${each};`) : []),
    ...items('InternalsVisibleTo').map(
      (friend) => `[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("${friend}")]`,
    ),
  ];
  return {
    ...{ id: `${folder}/${path}`, name, language },
    output:
      properties.get('OutputType') === 'Exe' || brought.some(({ main }) => main !== undefined) ? 'program' : 'library',
    nullable: properties.get('Nullable') === 'enable',
    uses: [
      ...new Set([
        ...before.flatMap((each) => [each.id, ...each.uses]),
        ...brought.flatMap(({ assemblies }) => assemblies),
      ]),
    ],
    files: [
      ...sources.map(({ path: file, text }) => ({ path: file, text })),
      { path: under('obj/made.g.cs'), text: made.join('\n') },
      ...brought.flatMap(({ main }) => (main === undefined ? [] : [{ path: under('obj/main.g.cs'), text: main }])),
    ],
  };
}

/** Reads elements with one attribute or two, and properties with a text, as they are written in this repository. */
function manifestOf({ path, text }: SourceFile): Manifest {
  const properties = new Map<string, string>();
  const items: { readonly name: string; readonly value: string }[] = [];
  const packages: { readonly name: string; readonly version: string }[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    const property = /^<(\w+)>([^<]*)<\/\1>$/.exec(line);
    const dependency = /^<PackageReference Include="([^"]+)" Version="([^"]+)" \/>$/.exec(line);
    const item = /^<(?:(ProjectReference|InternalsVisibleTo) Include|(Compile) Remove)="([^"]+)" \/>$/.exec(line);
    if (property !== null) properties.set(property[1] ?? '', property[2] ?? '');
    else if (dependency !== null) packages.push({ name: dependency[1] ?? '', version: dependency[2] ?? '' });
    else if (item !== null) items.push({ name: item[1] ?? item[2] ?? '', value: item[3] ?? '' });
    else if (!/^(<Project Sdk="Microsoft\.NET\.Sdk">|<\/?(PropertyGroup|ItemGroup)>|<\/Project>|)$/.test(line)) {
      throw new Error(`${path}: it is not known what this does: ${line}`);
    }
  }
  const known = new Set(['OutputType', 'TargetFramework', 'ImplicitUsings', 'Nullable', ...silent]);
  for (const name of properties.keys())
    if (!known.has(name)) throw new Error(`${path}: it is not known what ${name} does`);
  return {
    path,
    properties,
    packages,
    items: (name) => items.filter((each) => each.name === name).map(({ value }) => value),
  };
}
