// Declarations of what generated code and first apps use of Microsoft.Extensions.Hosting 10, which Dapr.Workflow brings:
// signatures as published, without what they do.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.Hosting;

public interface IHost : IDisposable
{
    IServiceProvider Services { get; }

    Task StartAsync(CancellationToken cancellationToken = default);

    Task StopAsync(CancellationToken cancellationToken = default);
}

public static class Host
{
    public static HostApplicationBuilder CreateApplicationBuilder() => throw new NotImplementedException();

    public static HostApplicationBuilder CreateApplicationBuilder(string[]? args) => throw new NotImplementedException();
}

public sealed class HostApplicationBuilder
{
    public HostApplicationBuilder()
    {
    }

    public IServiceCollection Services => throw new NotImplementedException();

    public ILoggingBuilder Logging => throw new NotImplementedException();

    public IHost Build() => throw new NotImplementedException();
}

public static class HostingAbstractionsHostExtensions
{
    public static void Run(this IHost host) => throw new NotImplementedException();

    public static Task RunAsync(this IHost host, CancellationToken token = default) => throw new NotImplementedException();

    public static Task WaitForShutdownAsync(this IHost host, CancellationToken token = default) =>
        throw new NotImplementedException();
}
