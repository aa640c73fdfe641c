using Dapr.Workflow;

namespace FirstApp;

internal sealed record Order(string Id, string[] Items);

internal sealed record OrderResult(string Status, string[] Reserved, string? Parcel = null);

/// <summary>
/// Reserves all items at once, waits for an approval of large orders, and ships. It is run again from its history after every
/// step, so it must do nothing by itself: what depends on time, chance or other systems belongs into activities.
/// </summary>
internal sealed class OrderWorkflow : Workflow<Order, OrderResult>
{
    /// <summary>Orders with more items than this need a person's approval.</summary>
    private const int ApprovalLimit = 3;

    public override async Task<OrderResult> RunAsync(WorkflowContext context, Order input)
    {
        var tasks = input.Items.Select(item => context.CallActivityAsync<string>(nameof(ReserveItem), item)).ToList();
        var reserved = await Task.WhenAll(tasks);

        if (input.Items.Length > ApprovalLimit)
        {
            try
            {
                var isApproved = await context.WaitForExternalEventAsync<bool>("Approval", TimeSpan.FromDays(1));
                if (!isApproved)
                {
                    return new OrderResult("rejected", reserved);
                }
            }
            catch (TaskCanceledException)
            {
                return new OrderResult("timed out", reserved);
            }
        }

        var parcel = await context.CallActivityAsync<string>(nameof(ShipOrder), input);
        return new OrderResult("shipped", reserved, parcel);
    }
}
