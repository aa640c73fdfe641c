using Dapr.Workflow;

namespace Example;

/// <summary>Runs n activities at once and adds up what they return.</summary>
internal sealed class FanOut : Workflow<int, long>
{
    public override async Task<long> RunAsync(WorkflowContext context, int input)
    {
        var tasks = Enumerable.Range(1, input).Select(n => context.CallActivityAsync<int>("Square", n)).ToList();
        var squares = await Task.WhenAll(tasks);
        return squares.Sum(square => (long)square);
    }
}
