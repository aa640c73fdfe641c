using Dapr.Workflow;

namespace Example;

/// <summary>Rests on a durable timer: the worker and the engine may stop meanwhile.</summary>
internal sealed class Sleeper : Workflow<Wait, int>
{
    public override async Task<int> RunAsync(WorkflowContext context, Wait input)
    {
        await context.CreateTimer(input.Duration());
        return await context.CallActivityAsync<int>("AddOne", 0);
    }
}

internal sealed record CounterInput(int Count, int UpTo);

/// <summary>Does one step and continues as new, so that its history stays short however far it counts.</summary>
internal sealed class Counter : Workflow<CounterInput, int>
{
    public override async Task<int> RunAsync(WorkflowContext context, CounterInput input)
    {
        var next = await context.CallActivityAsync<int>("AddOne", input.Count);
        if (next < input.UpTo)
        {
            context.ContinueAsNew(input with { Count = next });
        }

        return next;
    }
}
