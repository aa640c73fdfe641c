package example;

import example.activities.AddOne;
import example.activities.Double;
import example.activities.Flaky;
import example.activities.Square;
import example.workflows.Approval;
import example.workflows.Broken;
import example.workflows.Chain;
import example.workflows.Counter;
import example.workflows.Elsewhere;
import example.workflows.FanOut;
import example.workflows.Listener;
import example.workflows.ParentOrder;
import example.workflows.Retrying;
import example.workflows.Sleeper;
import example.workflows.Status;
import io.dapr.workflows.client.DaprWorkflowClient;
import io.dapr.workflows.runtime.WorkflowRuntimeBuilder;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A first Dapr Workflow app in Java. Without arguments it is the worker; {@code chain NUMBER} starts a Chain and prints
 * its result. The SDK itself reads DAPR_GRPC_ENDPOINT, DAPR_GRPC_PORT and DAPR_API_TOKEN.
 */
public final class Main {
  private static final Logger SDK_LOG = Logger.getLogger("io.dapr");

  private Main() {}

  public static void main(String[] args) throws Exception {
    SDK_LOG.setLevel(Level.WARNING);
    if (args.length == 0) {
      work();
    } else if (args.length == 2 && args[0].equals("chain")) {
      startChain(Integer.parseInt(args[1]));
    } else {
      System.err.println("Usage: java -jar example.jar [chain NUMBER]");
      System.exit(1);
    }
  }

  private static void work() {
    var runtime = new WorkflowRuntimeBuilder()
        .registerWorkflow("Chain", Chain.class)
        .registerWorkflow("FanOut", FanOut.class)
        .registerWorkflow("Approval", Approval.class)
        .registerWorkflow("ParentOrder", ParentOrder.class)
        .registerWorkflow("Retrying", Retrying.class)
        .registerWorkflow("Counter", Counter.class)
        .registerWorkflow("Sleeper", Sleeper.class)
        .registerWorkflow("Listener", Listener.class)
        .registerWorkflow("Status", Status.class)
        .registerWorkflow("Broken", Broken.class)
        .registerWorkflow("Elsewhere", Elsewhere.class)
        .registerActivity("Double", Double.class)
        .registerActivity("AddOne", AddOne.class)
        .registerActivity("Square", Square.class)
        .registerActivity("Flaky", Flaky.class)
        .build();
    runtime.start(false);
    System.out.println("worker ready");
  }

  private static void startChain(int number) throws Exception {
    try (var client = new DaprWorkflowClient()) {
      var id = client.scheduleNewWorkflow("Chain", number);
      var end = client.waitForWorkflowCompletion(id, Duration.ofMinutes(1), true);
      System.out.printf("%s: %s %s%n", id, end.getRuntimeStatus(), end.getSerializedOutput());
    }
  }
}
