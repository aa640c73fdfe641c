using Dapr.Workflow;

namespace Example;

/// <summary>Three activities, each with the result of the one before.</summary>
internal sealed class Chain : Workflow<int, int>
{
    public override async Task<int> RunAsync(WorkflowContext context, int input)
    {
        var doubled = await context.CallActivityAsync<int>("Double", input);
        var increased = await context.CallActivityAsync<int>("AddOne", doubled);
        return await context.CallActivityAsync<int>("Double", increased);
    }
}

/// <summary>Waits for a child workflow and goes on with its result.</summary>
internal sealed class ParentOrder : Workflow<int, int>
{
    public override async Task<int> RunAsync(WorkflowContext context, int input)
    {
        var chained = await context.CallChildWorkflowAsync<int>(nameof(Chain), input);
        return await context.CallActivityAsync<int>("AddOne", chained);
    }
}
