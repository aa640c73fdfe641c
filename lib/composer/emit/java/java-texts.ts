/** What workflows need besides the SDK. */
export const flowText = `package app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dapr.durabletask.TaskFailedException;
import io.dapr.workflows.WorkflowContext;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** What workflows need besides the SDK; nothing here looks at a clock. */
public final class Flow {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Flow() {}

  /** Did it fail with an error that begins with its code in brackets? */
  public static boolean hasCode(TaskFailedException failure, String code) {
    return failure != null && failure.getErrorDetails().getErrorMessage().contains("[" + code + "]");
  }

  /** Compares two values; what cannot be compared is not equal and not in order. */
  public static boolean holds(Object left, String operator, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return isInOrder(Double.compare(a.doubleValue(), b.doubleValue()), operator);
    }
    if (left instanceof String a && right instanceof String b) {
      return isInOrder(a.compareTo(b), operator);
    }
    return operator.equals("=") && left instanceof Boolean && left.equals(right);
  }

  private static boolean isInOrder(int order, String operator) {
    return switch (operator) {
      case "=" -> order == 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /** How long it is from the workflow's own time to an instant; none when there is no instant. */
  public static Duration until(WorkflowContext ctx, Object instant) {
    if (!(instant instanceof String text)) {
      return Duration.ZERO;
    }
    Instant at = OffsetDateTime.parse(text).toInstant();
    return at.isAfter(ctx.getCurrentInstant()) ? Duration.between(ctx.getCurrentInstant(), at) : Duration.ZERO;
  }

  /** A number of seconds as a duration; none when there is no number. */
  public static Duration seconds(Object value) {
    return value instanceof Number number
        ? Duration.ofMillis(Math.max(0, Math.round(number.doubleValue() * 1000)))
        : Duration.ZERO;
  }

  /** A number of times. */
  public static int count(Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  /** The list that a value is; what is none has no items. */
  public static List<?> items(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** A value as it came as a typed one. */
  public static <T> T convert(Object value, Class<T> type) {
    return MAPPER.convertValue(value, type);
  }

  /** Are two values other than each other in JSON? */
  public static boolean differ(Object before, Object after) {
    return !MAPPER.valueToTree(before).equals(MAPPER.valueToTree(after));
  }
}
`;

export const eventsText = `package app;

import io.dapr.durabletask.Task;
import io.dapr.workflows.WorkflowContext;
import java.util.HashMap;
import java.util.Map;

/** Waits for events that lost a race are kept for the next time, so that they take no event from a later wait. */
public final class Events {
  private final WorkflowContext ctx;
  private final Map<String, Task<?>> waits = new HashMap<>();

  public Events(WorkflowContext ctx) {
    this.ctx = ctx;
  }

  /** The wait for the next event of that name. */
  @SuppressWarnings("unchecked")
  public <T> Task<T> next(String name, Class<T> type) {
    return (Task<T>) waits.computeIfAbsent(name, unused -> ctx.waitForExternalEvent(name, type));
  }

  /** Says that the event of the wait has been taken. */
  public void taken(String name) {
    waits.remove(name);
  }
}
`;

export const mainTemplate = `package app;

{{imports}}
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dapr.workflows.client.DaprWorkflowClient;
import io.dapr.workflows.runtime.WorkflowRuntimeBuilder;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Without arguments the worker; {@code start [JSON]} starts {{name}} with an input and prints its result. The SDK itself
 * reads DAPR_GRPC_ENDPOINT, DAPR_GRPC_PORT and DAPR_API_TOKEN.{{serves}}
 */
public final class Main {
  private static final Logger SDK_LOG = Logger.getLogger("io.dapr");
  private static final String EXAMPLE = {{example}};

  private Main() {}

  public static void main(String[] args) throws Exception {
    SDK_LOG.setLevel(Level.WARNING);
    if (args.length == 0) {
      work();
    } else if (args[0].equals("start") && args.length <= 2) {
      start(args.length == 2 ? args[1] : EXAMPLE);
    } else {
      System.err.println("Usage: java -jar {{jar}}.jar [start [JSON]]");
      System.exit(1);
    }
  }

  private static void work() {
{{runtime}}
    runtime.start(false);
    System.out.println("worker ready");
  }

  private static void start(String input) throws Exception {
    var value = new ObjectMapper().readTree(input);
    try (var client = new DaprWorkflowClient()) {
      var id = client.scheduleNewWorkflow({{quoted}}, value);
      var end = client.waitForWorkflowCompletion(id, Duration.ofDays(1), true);
      System.out.printf("%s: %s %s%n", id, end.getRuntimeStatus(), end.getSerializedOutput());
    }
  }
}
`;
