// Declarations of what an app uses of Dapr.Workflow 1.18.5: signatures as published, without what they do. What is
// abstract there is abstract here, so that a class that derives from it must have the same members.
using System.Diagnostics.CodeAnalysis;
using Dapr.Workflow.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dapr.Workflow.Abstractions
{
    public interface IWorkflowActivity
    {
        Type InputType { get; }

        Type OutputType { get; }

        Task<object?> RunAsync(WorkflowActivityContext context, object? input);
    }

    public readonly record struct TaskIdentifier(string Name)
    {
        public static implicit operator TaskIdentifier(string name) => new(name);

        public static implicit operator string(TaskIdentifier identifier) => identifier.Name;
    }
}

namespace Dapr.Workflow
{
    public interface IWorkflow
    {
        Type InputType { get; }

        Type OutputType { get; }

        Task<object?> RunAsync(WorkflowContext context, object? input);
    }

    public interface IWorkflowContext
    {
        bool IsReplaying { get; }

        DateTime CurrentUtcDateTime { get; }

        bool IsPatched(string patchName);
    }

    public abstract class Workflow<TInput, TOutput> : IWorkflow
    {
        Type IWorkflow.InputType => throw new NotImplementedException();

        Type IWorkflow.OutputType => throw new NotImplementedException();

        Task<object?> IWorkflow.RunAsync(WorkflowContext context, object? input) => throw new NotImplementedException();

        public abstract Task<TOutput> RunAsync(WorkflowContext context, TInput input);
    }

    public abstract class WorkflowActivity<TInput, TOutput> : IWorkflowActivity
    {
        Type IWorkflowActivity.InputType => throw new NotImplementedException();

        Type IWorkflowActivity.OutputType => throw new NotImplementedException();

        public Task<object?> RunAsync(WorkflowActivityContext context, object? input) => throw new NotImplementedException();

        public abstract Task<TOutput> RunAsync(WorkflowActivityContext context, TInput input);
    }

    public abstract class WorkflowActivityContext
    {
        public abstract TaskIdentifier Identifier { get; }

        public abstract string TaskExecutionKey { get; }

        public abstract string InstanceId { get; }
    }

    public abstract class WorkflowContext : IWorkflowContext
    {
        public abstract string Name { get; }

        public abstract string InstanceId { get; }

        public abstract DateTime CurrentUtcDateTime { get; }

        public abstract bool IsReplaying { get; }

        public abstract bool IsPatched(string patchName);

        public virtual Task CallActivityAsync(string name, object? input = null, WorkflowTaskOptions? options = null) =>
            throw new NotImplementedException();

        public abstract Task<T> CallActivityAsync<T>(string name, object? input = null, WorkflowTaskOptions? options = null);

        public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken = default) =>
            throw new NotImplementedException();

        public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

        public abstract Task<T> WaitForExternalEventAsync<T>(string eventName, CancellationToken cancellationToken = default);

        public virtual Task<T> WaitForExternalEventAsync<T>(string eventName, TimeSpan timeout) =>
            throw new NotImplementedException();

        public abstract void SendEvent(string instanceId, string eventName, object payload);

        public abstract void SetCustomStatus(object? customStatus);

        public abstract Task<TResult> CallChildWorkflowAsync<TResult>(
            string workflowName,
            object? input = null,
            ChildWorkflowTaskOptions? options = null);

        public virtual Task CallChildWorkflowAsync(
            string workflowName,
            object? input = null,
            ChildWorkflowTaskOptions? options = null) =>
            throw new NotImplementedException();

        public abstract ILogger CreateReplaySafeLogger(string categoryName);

        public abstract ILogger CreateReplaySafeLogger(Type type);

        public abstract ILogger CreateReplaySafeLogger<T>();

        public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

        public abstract Guid NewGuid();

        public abstract PropagatedHistory? GetPropagatedHistory();
    }

    public sealed class PropagatedHistory
    {
        internal PropagatedHistory()
        {
        }

        public IReadOnlyList<string> GetAppIds() => throw new NotImplementedException();
    }

    public enum HistoryPropagationScope
    {
        None = 0,
        OwnHistory = 1,
        Lineage = 2,
    }

    public class WorkflowRetryPolicy
    {
        public WorkflowRetryPolicy(
            int maxNumberOfAttempts,
            TimeSpan firstRetryInterval,
            double backoffCoefficient = 1.0,
            TimeSpan? maxRetryInterval = null,
            TimeSpan? retryTimeout = null)
        {
        }

        public int MaxNumberOfAttempts => throw new NotImplementedException();

        public TimeSpan FirstRetryInterval => throw new NotImplementedException();

        public double BackoffCoefficient => throw new NotImplementedException();

        public TimeSpan? MaxRetryInterval => throw new NotImplementedException();

        public TimeSpan RetryTimeout => throw new NotImplementedException();
    }

    public record WorkflowTaskOptions(
        WorkflowRetryPolicy? RetryPolicy = null,
        string? TargetAppId = null,
        HistoryPropagationScope PropagationScope = HistoryPropagationScope.None);

    public record ChildWorkflowTaskOptions(
        string? InstanceId = null,
        WorkflowRetryPolicy? RetryPolicy = null,
        string? TargetAppId = null,
        HistoryPropagationScope PropagationScope = HistoryPropagationScope.None)
        : WorkflowTaskOptions(RetryPolicy, TargetAppId, PropagationScope);

    public class WorkflowTaskFailureDetails
    {
        public WorkflowTaskFailureDetails(string errorType, string errorMessage, string? stackTrace = null)
        {
        }

        public string ErrorType => throw new NotImplementedException();

        public string ErrorMessage => throw new NotImplementedException();

        public string? StackTrace => throw new NotImplementedException();

        public bool IsCausedBy<T>()
            where T : Exception =>
            throw new NotImplementedException();
    }

    public class WorkflowTaskFailedException : Exception
    {
        public WorkflowTaskFailedException(string message, WorkflowTaskFailureDetails failureDetails)
        {
        }

        public WorkflowTaskFailureDetails FailureDetails => throw new NotImplementedException();
    }

    public enum WorkflowRuntimeStatus
    {
        Unknown = -1,
        Running = 0,
        Completed = 1,
        ContinuedAsNew = 2,
        Failed = 3,
        Canceled = 4,
        Terminated = 5,
        Pending = 6,
        Suspended = 7,
        Stalled = 8,
    }

    public sealed class WorkflowState
    {
        internal WorkflowState()
        {
        }

        public string? WorkflowName => throw new NotImplementedException();

        public bool Exists => throw new NotImplementedException();

        public bool IsWorkflowRunning => throw new NotImplementedException();

        public bool IsWorkflowCompleted => throw new NotImplementedException();

        public DateTimeOffset CreatedAt => throw new NotImplementedException();

        public DateTimeOffset LastUpdatedAt => throw new NotImplementedException();

        public WorkflowRuntimeStatus RuntimeStatus => throw new NotImplementedException();

        public WorkflowTaskFailureDetails? FailureDetails => throw new NotImplementedException();

        public T? ReadInputAs<T>() => throw new NotImplementedException();

        public T? ReadOutputAs<T>() => throw new NotImplementedException();

        public T? ReadCustomStatusAs<T>() => throw new NotImplementedException();
    }

    public sealed class WorkflowRuntimeOptions
    {
        public void RegisterWorkflow<TInput, TOutput>(
            string name,
            Func<WorkflowContext, TInput, Task<TOutput>> implementation) =>
            throw new NotImplementedException();

        public void RegisterWorkflow<TWorkflow>(string? name = null)
            where TWorkflow : class, IWorkflow =>
            throw new NotImplementedException();

        public void RegisterActivity<TInput, TOutput>(
            string name,
            Func<WorkflowActivityContext, TInput, Task<TOutput>> implementation) =>
            throw new NotImplementedException();

        public void RegisterActivity<TActivity>(string? name = null)
            where TActivity : class, IWorkflowActivity =>
            throw new NotImplementedException();
    }

    public sealed class DaprWorkflowClient : IAsyncDisposable, IDisposable
    {
        internal DaprWorkflowClient()
        {
        }

        public Task<string> ScheduleNewWorkflowAsync(string name, string? instanceId = null, object? input = null) =>
            throw new NotImplementedException();

        public Task<string> ScheduleNewWorkflowAsync(
            string name,
            string? instanceId,
            object? input,
            DateTime? startTime) =>
            throw new NotImplementedException();

        public Task<string> ScheduleNewWorkflowAsync(
            string name,
            string? instanceId,
            object? input,
            DateTimeOffset? startTime,
            CancellationToken cancellation = default) =>
            throw new NotImplementedException();

        public Task<WorkflowState> GetWorkflowStateAsync(
            string instanceId,
            bool getInputsAndOutputs = true,
            CancellationToken cancellation = default) =>
            throw new NotImplementedException();

        public Task<WorkflowState> WaitForWorkflowStartAsync(
            string instanceId,
            bool getInputsAndOutputs = true,
            CancellationToken cancellation = default) =>
            throw new NotImplementedException();

        public Task<WorkflowState> WaitForWorkflowCompletionAsync(
            string instanceId,
            bool getInputsAndOutputs = true,
            CancellationToken cancellation = default) =>
            throw new NotImplementedException();

        public Task RaiseEventAsync(
            string instanceId,
            string eventName,
            object? eventPayload = null,
            CancellationToken cancellation = default) =>
            throw new NotImplementedException();

        public ValueTask DisposeAsync() => throw new NotImplementedException();

        public void Dispose() => throw new NotImplementedException();
    }

    public static class WorkflowServiceCollectionExtensions
    {
        public static IServiceCollection AddDaprWorkflow(this IServiceCollection services) =>
            throw new NotImplementedException();

        public static IServiceCollection AddDaprWorkflow(
            this IServiceCollection services,
            Action<WorkflowRuntimeOptions> configure,
            ServiceLifetime lifetime = ServiceLifetime.Singleton) =>
            throw new NotImplementedException();
    }
}
