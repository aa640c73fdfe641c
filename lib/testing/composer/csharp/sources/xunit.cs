// Declarations of what generated tests use of xUnit 2.9.3: signatures as published, without what they do.
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Xunit.Sdk;

namespace Xunit
{
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
    public class FactAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
    public class TheoryAttribute : FactAttribute
    {
    }

#nullable disable
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class InlineDataAttribute : DataAttribute
    {
        public InlineDataAttribute(params object[] data)
        {
        }

        public override IEnumerable<object[]> GetData(MethodInfo testMethod) => throw new NotImplementedException();
    }
#nullable restore

    public partial class Assert
    {
        protected Assert()
        {
        }

        public static void Equal<T>([AllowNull] T expected, [AllowNull] T actual) => throw new NotImplementedException();

        public static void Equal<T>(IEnumerable<T>? expected, IEnumerable<T>? actual) => throw new NotImplementedException();

        public static void Equal(string? expected, string? actual) => throw new NotImplementedException();

        public static void Null(object? @object) => throw new NotImplementedException();

        public static void True([DoesNotReturnIf(false)] bool condition) => throw new NotImplementedException();

        public static void True([DoesNotReturnIf(false)] bool? condition) => throw new NotImplementedException();

        public static void True([DoesNotReturnIf(false)] bool condition, string? userMessage) =>
            throw new NotImplementedException();

        public static void True([DoesNotReturnIf(false)] bool? condition, string? userMessage) =>
            throw new NotImplementedException();
    }
}

namespace Xunit.Sdk
{
#nullable disable
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = true)]
    public abstract class DataAttribute : Attribute
    {
        public abstract IEnumerable<object[]> GetData(MethodInfo testMethod);
    }
#nullable restore
}
