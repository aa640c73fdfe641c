using Dapr.Workflow;

namespace FirstApp;

/// <summary>Sets aside one item of an order. An activity may do anything: call a service, write to a database.</summary>
internal sealed class ReserveItem : WorkflowActivity<string, string>
{
    public override Task<string> RunAsync(WorkflowActivityContext context, string input) =>
        Task.FromResult($"{input} reserved");
}

/// <summary>Hands the parcel over and answers its number.</summary>
internal sealed class ShipOrder : WorkflowActivity<Order, string>
{
    public override Task<string> RunAsync(WorkflowActivityContext context, Order input) =>
        Task.FromResult($"parcel-{input.Id}");
}
