using Dapr.Workflow;

namespace Example;

internal sealed record ElsewhereInput(string App, int Number);

/// <summary>Lets another app do the work: first an activity of it, then a workflow of it.</summary>
internal sealed class Elsewhere : Workflow<ElsewhereInput, int>
{
    public override async Task<int> RunAsync(WorkflowContext context, ElsewhereInput input)
    {
        var doubled = await context.CallActivityAsync<int>(
            "Double", input.Number, new WorkflowTaskOptions(TargetAppId: input.App));
        return await context.CallChildWorkflowAsync<int>(
            nameof(Chain), doubled, new ChildWorkflowTaskOptions(TargetAppId: input.App));
    }
}
