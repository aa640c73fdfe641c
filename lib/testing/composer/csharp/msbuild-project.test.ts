import { expect, test } from 'vitest';
import { assembliesIn, type SourceFile } from './msbuild-project';

const app = manifest('shop.csproj', [
  '<OutputType>Exe</OutputType>',
  '<ImplicitUsings>enable</ImplicitUsings>',
  '<Nullable>enable</Nullable>',
  '<PackageReference Include="Dapr.Workflow" Version="[1.18.5]" />',
  '<Compile Remove="Tests/**" />',
  '<InternalsVisibleTo Include="App.Tests" />',
]);
const tests = manifest('Tests/App.Tests.csproj', [
  '<PackageReference Include="Microsoft.NET.Test.Sdk" Version="[17.14.1]" />',
  '<PackageReference Include="xunit" Version="[2.9.3]" />',
  '<ProjectReference Include="../shop.csproj" />',
]);
const sources = ['Program.cs', 'Models/Order.cs', 'obj/Old.cs', 'Tests/OrderTests.cs', 'notes.txt'].map(
  (path): SourceFile => ({ path, text: `// ${path}\n` }),
);

test('an app and its tests are two assemblies, the app first, each with its own files', () => {
  const [first, second, ...more] = assembliesIn('shop', [tests, ...sources, app]);
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    id: 'shop/shop.csproj',
    name: 'shop',
    output: 'program',
    nullable: true,
    language: '13',
  });
  expect(first?.uses).toEqual(['Microsoft.Extensions.Hosting', 'Dapr.Workflow']);
  expect(first?.files.map(({ path }) => path)).toEqual(['Program.cs', 'Models/Order.cs', 'obj/made.g.cs']);
  expect(first?.files.at(-1)?.text).toMatch(/^global using System;\n[^]*InternalsVisibleTo\("App\.Tests"\)/);
  expect(second).toMatchObject({ name: 'App.Tests', output: 'program', nullable: false });
  expect(second?.uses).toEqual(['shop/shop.csproj', 'Microsoft.Extensions.Hosting', 'Dapr.Workflow', 'xunit']);
  const files = second?.files.map(({ path }) => path);
  expect(files).toEqual(['Tests/OrderTests.cs', 'Tests/obj/made.g.cs', 'Tests/obj/main.g.cs']);
});

test.each([
  ['a target whose C# is unknown', '<TargetFramework>net48</TargetFramework>', /shop\.csproj.*which C# "net48" means/],
  ['a property that may change what is compiled', '<LangVersion>12</LangVersion>', /not known what LangVersion does/],
  ['an item that is not modeled', '<Compile Include="../more/**" />', /not known what this does: <Compile Include/],
  [
    'a project that is not there',
    '<ProjectReference Include="../other.csproj" />',
    /other\.csproj, which is not there/,
  ],
  [
    'a package of another version than the declarations',
    '<PackageReference Include="Dapr.Workflow" Version="[1.19.0]" />',
    /no declarations of Dapr\.Workflow \[1\.19\.0\]/,
  ],
])('%s is refused', (_, line, message) => {
  expect(() => assembliesIn('shop', [manifest('shop.csproj', [line])])).toThrow(message);
});

function manifest(path: string, lines: readonly string[]): SourceFile {
  const framework = lines.some((line) => line.includes('TargetFramework'))
    ? []
    : ['<TargetFramework>net10.0</TargetFramework>'];
  const inside = [...framework, ...lines].map((line) => `  ${line}\n`).join('');
  return { path, text: `<Project Sdk="Microsoft.NET.Sdk">\n${inside}</Project>\n` };
}
