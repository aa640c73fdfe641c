/** The manifest of a C# project, with the versions of the example of this repository. */
export const csprojText = `<Project Sdk="Microsoft.NET.Sdk">

  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <RootNamespace>App</RootNamespace>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>
  </PropertyGroup>

  <ItemGroup>
    <PackageReference Include="Dapr.Workflow" Version="[1.18.5]" />
  </ItemGroup>

  <ItemGroup>
    <Compile Remove="Tests/**" />
    <InternalsVisibleTo Include="App.Tests" />
  </ItemGroup>

</Project>
`;

/** The manifest of its tests, in a folder of their own. */
export const testCsprojTemplate = `<Project Sdk="Microsoft.NET.Sdk">

  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <RootNamespace>AppTests</RootNamespace>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <IsPackable>false</IsPackable>
  </PropertyGroup>

  <ItemGroup>
    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="[17.14.1]" />
    <PackageReference Include="xunit" Version="[2.9.3]" />
    <PackageReference Include="xunit.runner.visualstudio" Version="[3.1.5]" />
  </ItemGroup>

  <ItemGroup>
    <ProjectReference Include="../{{appId}}.csproj" />
  </ItemGroup>

</Project>
`;
