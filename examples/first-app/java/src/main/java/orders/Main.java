package orders;

import io.dapr.workflows.client.DaprWorkflowClient;
import io.dapr.workflows.runtime.WorkflowRuntimeBuilder;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * The worker; with the arguments {@code order 3} it starts an order of three items instead and waits a little for its end.
 * Where to connect to is read from DAPR_GRPC_ENDPOINT or DAPR_GRPC_PORT, which "perdure run" and "perdure dev" set.
 */
public final class Main {
  private static final Logger SDK_LOG = Logger.getLogger("io.dapr");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Main() {}

  public static void main(String[] args) throws Exception {
    SDK_LOG.setLevel(Level.WARNING);
    if (args.length == 0) {
      work();
    } else if (args.length == 2 && args[0].equals("order")) {
      startOrder(Integer.parseInt(args[1]));
    } else {
      System.err.println("Usage: java -jar target/app.jar [order NUMBER-OF-ITEMS]");
      System.exit(1);
    }
  }

  private static void work() {
    var runtime = new WorkflowRuntimeBuilder()
        .registerWorkflow("OrderWorkflow", OrderWorkflow.class)
        .registerActivity("ReserveItem", ReserveItem.class)
        .registerActivity("ShipOrder", ShipOrder.class)
        .build();
    runtime.start(false);
    System.out.println("Worker started");
  }

  private static void startOrder(int count) throws Exception {
    var id = "order-" + System.currentTimeMillis();
    var items = IntStream.rangeClosed(1, count).mapToObj(number -> "item-" + number).toList();
    try (var client = new DaprWorkflowClient()) {
      client.scheduleNewWorkflow("OrderWorkflow", new Order(id, items), id);
      System.out.println("Started " + id);
      try {
        var end = client.waitForWorkflowCompletion(id, PATIENCE, true);
        System.out.println(id + ": " + end.getSerializedOutput());
      } catch (TimeoutException e) {
        System.out.printf("%s waits for its approval: perdure workflow raise-event %s Approval --input true%n", id, id);
      }
    }
  }
}
