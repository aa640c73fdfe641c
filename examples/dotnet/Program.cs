// A first Dapr Workflow app in .NET.
//
//   dotnet run                   runs the worker until it is told to stop
//   dotnet run -- chain NUMBER   starts a Chain with NUMBER and prints its result
//
// The SDK itself reads DAPR_GRPC_ENDPOINT, DAPR_GRPC_PORT and DAPR_API_TOKEN.
using Dapr.Workflow;
using Example;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddDaprWorkflow(options =>
{
    options.RegisterWorkflow<Chain>();
    options.RegisterWorkflow<FanOut>();
    options.RegisterWorkflow<Approval>();
    options.RegisterWorkflow<ParentOrder>();
    options.RegisterWorkflow<Retrying>();
    options.RegisterWorkflow<Counter>();
    options.RegisterWorkflow<Sleeper>();
    options.RegisterWorkflow<Listener>();
    options.RegisterWorkflow<Status>();
    options.RegisterWorkflow<Broken>();
    options.RegisterWorkflow<Elsewhere>();
    options.RegisterActivity<DoubleActivity>("Double");
    options.RegisterActivity<AddOneActivity>("AddOne");
    options.RegisterActivity<SquareActivity>("Square");
    options.RegisterActivity<FlakyActivity>("Flaky");
});
using var host = builder.Build();

if (args is ["chain", var text] && int.TryParse(text, out var number))
{
    var client = host.Services.GetRequiredService<DaprWorkflowClient>();
    var id = await client.ScheduleNewWorkflowAsync(nameof(Chain), input: number);
    var end = await client.WaitForWorkflowCompletionAsync(id);
    Console.WriteLine($"{id}: {end.RuntimeStatus} {end.ReadOutputAs<int>()}");
    return 0;
}

if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: dotnet run [-- chain NUMBER]");
    return 1;
}

await host.StartAsync();
Console.WriteLine("worker ready");
await host.WaitForShutdownAsync();
return 0;
