/** Runs the workflows of a generated project in memory. */
export const stubEngineText = `using System.Text.Json;
using Dapr.Workflow;

namespace AppTests;

/// <summary>Which of several things that may come next comes first: the one that was started first or last.</summary>
public enum First
{
    Earliest,
    Latest,
}

/// <summary>How a workflow ended, and the activities and child workflows that ended before, in that order.</summary>
internal sealed record Outcome(string? Output, string? Error, string Steps);

/// <summary>
/// Runs workflows in memory, with stub activities. One thing at a time comes: an answer, a child workflow, an event or a
/// timer. No test has to wait.
/// </summary>
internal sealed class StubEngine
{
    private const int MostTurns = 2000;

    private readonly IReadOnlyDictionary<string, IWorkflow> workflows;
    private readonly IReadOnlyDictionary<string, string> answers;
    private readonly IReadOnlyDictionary<string, string> events;
    private readonly First first;
    private readonly List<string> steps = new List<string>();
    private readonly Turns turns = new Turns();
    private int choices;

    /// <summary>Workflows, answers of activities and payloads of events, each by its name; answers and payloads are JSON.</summary>
    public StubEngine(
        IReadOnlyDictionary<string, IWorkflow> workflows,
        IReadOnlyDictionary<string, string> answers,
        IReadOnlyDictionary<string, string> events,
        First first)
    {
        this.workflows = workflows;
        this.answers = answers;
        this.events = events;
        this.first = first;
    }

    /// <summary>The time of the workflows.</summary>
    public DateTime Now { get; private set; } = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Runs a workflow with an input in JSON to its end.</summary>
    public Outcome Run(string name, string input)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(turns);
        try
        {
            var end = EndOf(name, input);
            var error = end.Exception?.InnerException?.Message;
            var output = error is null ? JsonSerializer.Serialize(end.Result) : null;
            return new Outcome(output, error, string.Join(", ", steps));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>What a stub activity answers.</summary>
    public T Answer<T>(string activity)
    {
        steps.Add(activity);
        return JsonSerializer.Deserialize<T>(answers[activity])!;
    }

    /// <summary>What an event brings.</summary>
    public T Payload<T>(string name) => JsonSerializer.Deserialize<T>(events[name])!;

    /// <summary>What a child workflow returns; nothing when another app runs it.</summary>
    public T Child<T>(string name, string input)
    {
        if (!workflows.ContainsKey(name))
        {
            steps.Add(name);
            return default!;
        }

        var end = EndOf(name, input);
        steps.Add(name);
        var error = end.Exception?.InnerException;
        if (error is not null)
        {
            var details = new WorkflowTaskFailureDetails(error.GetType().Name, error.Message);
            throw new WorkflowTaskFailedException(error.Message, details);
        }

        return JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(end.Result))!;
    }

    /// <summary>A timer fires.</summary>
    public void Fire(DateTime at)
    {
        if (at > Now)
        {
            Now = at;
        }
    }

    private Task<object?> EndOf(string name, string input)
    {
        var workflow = workflows[name];
        var context = new StubContext(name, this);
        var end = workflow.RunAsync(context, JsonSerializer.Deserialize(input, workflow.InputType));
        turns.TakeAll();
        for (var turn = 0; !end.IsCompleted; turn++)
        {
            if (turn == MostTurns || context.Open.Count == 0)
            {
                throw new InvalidOperationException($"{name} has not ended, with {context.Open.Count} things open");
            }

            var next = Choose(context.Open.Count);
            var come = context.Open[next];
            context.Open.RemoveAt(next);
            come();
            turns.TakeAll();
        }

        return end;
    }

    private int Choose(int count)
    {
        choices++;
        if (choices % 7 > 0)
        {
            return first == First.Earliest ? 0 : count - 1;
        }

        // Another one comes every seventh time, so that a loop around a race ends.
        var back = choices / 7 % 5;
        return back == 4 ? 0 : Math.Max(0, count - 1 - back);
    }
}
`;

/** The context of a workflow in the tests of a generated project. */
export const stubContextText = `using System.Text.Json;
using Dapr.Workflow;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AppTests;

/// <summary>The context of a workflow that runs in memory. Its tasks end when the engine says so.</summary>
internal sealed class StubContext : WorkflowContext
{
    private readonly StubEngine engine;
    private int ids;

    public StubContext(string name, StubEngine engine)
    {
        Name = name;
        this.engine = engine;
    }

    /// <summary>What has been started and has not come, in that order.</summary>
    public List<Action> Open { get; } = new List<Action>();

    public override string Name { get; }

    public override string InstanceId => "test";

    public override DateTime CurrentUtcDateTime => engine.Now;

    public override bool IsReplaying => false;

    public override bool IsPatched(string patchName) => true;

    public override Task<T> CallActivityAsync<T>(string name, object? input = null, WorkflowTaskOptions? options = null) =>
        Later(() => engine.Answer<T>(name));

    public override Task<TResult> CallChildWorkflowAsync<TResult>(
        string workflowName,
        object? input = null,
        ChildWorkflowTaskOptions? options = null)
    {
        var json = JsonSerializer.Serialize(input);
        return Later(() => engine.Child<TResult>(workflowName, json));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) =>
        Later(() =>
        {
            engine.Fire(fireAt);
            return true;
        });

    public override Task<T> WaitForExternalEventAsync<T>(string eventName, CancellationToken cancellationToken = default) =>
        Later(() => engine.Payload<T>(eventName));

    public override Task<T> WaitForExternalEventAsync<T>(string eventName, TimeSpan timeout)
    {
        var source = new TaskCompletionSource<T>();
        var fireAt = CurrentUtcDateTime.Add(timeout);
        Open.Add(() => source.TrySetResult(engine.Payload<T>(eventName)));
        Open.Add(() =>
        {
            engine.Fire(fireAt);
            source.TrySetCanceled();
        });
        return source.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
    }

    public override void SetCustomStatus(object? customStatus)
    {
    }

    public override ILogger CreateReplaySafeLogger(string categoryName) => NullLogger.Instance;

    public override ILogger CreateReplaySafeLogger(Type type) => NullLogger.Instance;

    public override ILogger CreateReplaySafeLogger<T>() => NullLogger.Instance;

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        throw new NotSupportedException("a workflow of this test does not continue as new");

    public override Guid NewGuid()
    {
        ids++;
        return new Guid(ids, 0, 0, new byte[8]);
    }

    public override PropagatedHistory? GetPropagatedHistory() => null;

    private Task<T> Later<T>(Func<T> outcome)
    {
        var source = new TaskCompletionSource<T>();
        Open.Add(() =>
        {
            try
            {
                source.TrySetResult(outcome());
            }
            catch (WorkflowTaskFailedException e)
            {
                source.TrySetException(e);
            }
        });
        return source.Task;
    }
}
`;

/** Keeps a workflow of the tests on one thread. */
export const turnsText = `namespace AppTests;

/// <summary>What a workflow does next when something has come: on the thread of the test, one after the other.</summary>
internal sealed class Turns : SynchronizationContext
{
    private readonly Queue<Action> next = new Queue<Action>();

    public override void Post(SendOrPostCallback d, object? state) => next.Enqueue(() => d(state));

    /// <summary>Goes on until the workflow waits for something else.</summary>
    public void TakeAll()
    {
        while (next.Count > 0)
        {
            next.Dequeue()();
        }
    }
}
`;
