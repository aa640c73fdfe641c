using Dapr.Workflow;

namespace Example;

internal sealed record RetryingInput(int Failures);

/// <summary>Lets the engine repeat an activity that fails.</summary>
internal sealed class Retrying : Workflow<RetryingInput, string>
{
    private static readonly WorkflowTaskOptions Options = new(
        new WorkflowRetryPolicy(maxNumberOfAttempts: 4, firstRetryInterval: TimeSpan.FromMilliseconds(100)));

    public override async Task<string> RunAsync(WorkflowContext context, RetryingInput input)
    {
        await context.CallActivityAsync<int>("Flaky", new FlakyInput(input.Failures, context.InstanceId), Options);
        return $"succeeded after {input.Failures} failures";
    }
}

/// <summary>Fails.</summary>
internal sealed class Broken : Workflow<object?, string>
{
    public override Task<string> RunAsync(WorkflowContext context, object? input) =>
        throw new InvalidOperationException("broken on purpose");
}
