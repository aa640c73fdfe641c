using Dapr.Workflow;

namespace Example;

internal sealed record Wait(double Seconds)
{
    public TimeSpan Duration() => TimeSpan.FromSeconds(Seconds);
}

/// <summary>Waits for somebody, but not for ever.</summary>
internal sealed class Approval : Workflow<Wait, string>
{
    public override async Task<string> RunAsync(WorkflowContext context, Wait input)
    {
        try
        {
            var who = await context.WaitForExternalEventAsync<string>("Approved", input.Duration());
            return $"approved by {who}";
        }
        catch (TaskCanceledException)
        {
            return "timed out";
        }
    }
}

/// <summary>Takes n events of one name, in the order in which they come.</summary>
internal sealed class Listener : Workflow<int, string>
{
    public override async Task<string> RunAsync(WorkflowContext context, int input)
    {
        var items = new List<string>();
        while (items.Count < input)
        {
            items.Add(await context.WaitForExternalEventAsync<string>("Item"));
        }

        return string.Join(',', items);
    }
}

/// <summary>Tells how far it is, in words of its own.</summary>
internal sealed class Status : Workflow<object?, string>
{
    public override async Task<string> RunAsync(WorkflowContext context, object? input)
    {
        context.SetCustomStatus("halfway");
        await context.WaitForExternalEventAsync<object?>("Go");
        return "done";
    }
}
