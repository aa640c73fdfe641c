/** What workflows need besides the SDK. */
export const flowText = `using System.Globalization;
using System.Text.Json;
using Dapr.Workflow;

namespace App;

/// <summary>What workflows need besides the SDK; nothing here looks at a clock.</summary>
internal static class Flow
{
    /// <summary>Did it fail with an error that begins with its code in brackets?</summary>
    public static bool HasCode(WorkflowTaskFailedException? failure, string code) =>
        failure is not null && failure.FailureDetails.ErrorMessage.Contains($"[{code}]", StringComparison.Ordinal);

    /// <summary>Compares two values; what cannot be compared is not equal and not in order.</summary>
    public static bool Holds(object? left, string comparison, object? right) => (Plain(left), Plain(right)) switch
    {
        (double a, double b) => IsInOrder(a.CompareTo(b), comparison),
        (string a, string b) => IsInOrder(string.CompareOrdinal(a, b), comparison),
        (bool a, bool b) => comparison == "=" && a == b,
        _ => false,
    };

    /// <summary>How long it is from the workflow's own time to an instant; none when there is no instant.</summary>
    public static TimeSpan Until(WorkflowContext context, object? instant)
    {
        if (Plain(instant) is not string text)
        {
            return TimeSpan.Zero;
        }

        var at = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var rest = at.UtcDateTime - context.CurrentUtcDateTime;
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    /// <summary>A number of seconds as a duration; none when there is no number.</summary>
    public static TimeSpan Seconds(object? value) =>
        Plain(value) is double number && number > 0 ? TimeSpan.FromSeconds(number) : TimeSpan.Zero;

    /// <summary>A number of times.</summary>
    public static int Count(object? value) => Plain(value) is double number ? (int)number : 0;

    /// <summary>The list that a value is; what is none has no items.</summary>
    public static IReadOnlyList<object?> Items(object? value) => value switch
    {
        IReadOnlyList<object?> list => list,
        JsonElement { ValueKind: JsonValueKind.Array } element => [.. element.EnumerateArray().Cast<object?>()],
        _ => [],
    };

    /// <summary>A value as it came as a typed one.</summary>
    public static T? Convert<T>(object? value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value));

    /// <summary>The value after a workflow when it is other in JSON than before, else null.</summary>
    public static T? Changed<T>(T? before, T? after) =>
        JsonSerializer.Serialize(before) == JsonSerializer.Serialize(after) ? default : after;

    private static bool IsInOrder(int order, string comparison) => comparison switch
    {
        "=" => order == 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    private static object? Plain(object? value)
    {
        if (value is int number)
        {
            return (double)number;
        }

        if (value is not JsonElement element)
        {
            return value;
        }

        return element.ValueKind switch
        {
            JsonValueKind.Number => element.GetDouble(),
            JsonValueKind.String => element.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => (object?)null,
        };
    }
}
`;

export const eventsText = `using Dapr.Workflow;

namespace App;

/// <summary>Waits for events that lost a race are kept for the next time, so that they take no event from a later wait.</summary>
internal sealed class Events(WorkflowContext context)
{
    private readonly Dictionary<string, Task> waits = [];

    /// <summary>The wait for the next event of that name.</summary>
    public Task<T> Next<T>(string name)
    {
        if (waits.TryGetValue(name, out var kept))
        {
            return (Task<T>)kept;
        }

        var wait = context.WaitForExternalEventAsync<T>(name);
        waits[name] = wait;
        return wait;
    }

    /// <summary>Says that the event of the wait has been taken.</summary>
    public void Taken(string name) => waits.Remove(name);
}
`;

export const programTemplate = `// {{appId}} is a Dapr Workflow app.
//
//   dotnet run                   runs the worker until it is told to stop
//   dotnet run -- start [JSON]   starts {{name}} with an input and prints its result
//
// The SDK itself reads DAPR_GRPC_ENDPOINT, DAPR_GRPC_PORT and DAPR_API_TOKEN.
using System.Text.Json;
using App;
using Dapr.Workflow;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

const string Example = {{example}};{{app}}

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddDaprWorkflow(options =>
{
{{registrations}}
});
using var host = builder.Build();

if (args is ["start"] or ["start", _])
{
    var input = JsonSerializer.Deserialize<{{data}}>(args.Length == 2 ? args[1] : Example);
    var client = host.Services.GetRequiredService<DaprWorkflowClient>();
    var id = await client.ScheduleNewWorkflowAsync({{quoted}}, input: input);
    var end = await client.WaitForWorkflowCompletionAsync(id);
    Console.WriteLine($"{id}: {end.RuntimeStatus} {JsonSerializer.Serialize(end.ReadOutputAs<{{data}}>())}");
    return 0;
}

if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: dotnet run [-- start [JSON]]");
    return 1;
}

{{refusal}}await host.StartAsync();
Console.WriteLine("worker ready");
await host.WaitForShutdownAsync();
return 0;
`;
