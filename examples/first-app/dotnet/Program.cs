// A first workflow app.
//
//   dotnet run               runs the worker
//   dotnet run -- order 3    starts an order of three items and waits a little for its end
//
// Where to connect to is read from DAPR_GRPC_ENDPOINT or DAPR_GRPC_PORT, which `perdure run` and `perdure dev` set.
using Dapr.Workflow;
using FirstApp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddDaprWorkflow(options =>
{
    options.RegisterWorkflow<OrderWorkflow>();
    options.RegisterActivity<ReserveItem>();
    options.RegisterActivity<ShipOrder>();
});
using var host = builder.Build();

if (args is ["order", var text] && int.TryParse(text, out var count))
{
    var client = host.Services.GetRequiredService<DaprWorkflowClient>();
    var id = $"order-{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}";
    var items = Enumerable.Range(1, count).Select(number => $"item-{number}").ToArray();
    await client.ScheduleNewWorkflowAsync(nameof(OrderWorkflow), id, new Order(id, items));
    Console.WriteLine($"Started {id}");
    try
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var end = await client.WaitForWorkflowCompletionAsync(id, cancellation: patience.Token);
        Console.WriteLine($"{id}: {end.RuntimeStatus} {end.ReadOutputAs<OrderResult>()}");
    }
    catch (OperationCanceledException)
    {
        Console.WriteLine($"{id} waits for its approval: perdure workflow raise-event {id} Approval --input true");
    }

    return 0;
}

if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: dotnet run [-- order NUMBER-OF-ITEMS]");
    return 1;
}

await host.StartAsync();
Console.WriteLine("Worker started");
await host.WaitForShutdownAsync();
return 0;
