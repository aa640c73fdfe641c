using System.Collections.Concurrent;
using Dapr.Workflow;

namespace Example;

internal sealed class DoubleActivity : WorkflowActivity<int, int>
{
    public override Task<int> RunAsync(WorkflowActivityContext context, int input) => Task.FromResult(input * 2);
}

internal sealed class AddOneActivity : WorkflowActivity<int, int>
{
    public override Task<int> RunAsync(WorkflowActivityContext context, int input) => Task.FromResult(input + 1);
}

internal sealed class SquareActivity : WorkflowActivity<int, int>
{
    public override Task<int> RunAsync(WorkflowActivityContext context, int input) => Task.FromResult(input * input);
}

internal sealed record FlakyInput(int Failures, string Key);

/// <summary>Fails as often as it is told to, then succeeds.</summary>
internal sealed class FlakyActivity : WorkflowActivity<FlakyInput, int>
{
    private static readonly ConcurrentDictionary<string, int> Tries = new();

    public override async Task<int> RunAsync(WorkflowActivityContext context, FlakyInput input)
    {
        var number = await CountTryAsync(input.Key);
        if (number <= input.Failures)
        {
            throw new InvalidOperationException($"flaky: try {number} of {input.Key} failed");
        }

        return number;
    }

    /// <summary>Counts in memory, or in files where a restart of the worker must not start the count anew.</summary>
    private static async Task<int> CountTryAsync(string key)
    {
        var folder = Environment.GetEnvironmentVariable("FLAKY_DIR");
        if (string.IsNullOrEmpty(folder))
        {
            return Tries.AddOrUpdate(key, 1, (_, before) => before + 1);
        }

        var path = Path.Combine(folder, key);
        await File.AppendAllTextAsync(path, "x");
        return (int)new FileInfo(path).Length;
    }
}
