package orders;

import io.dapr.durabletask.TaskCanceledException;
import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;
import java.time.Duration;

/**
 * Reserves all items at once, waits for an approval of large orders, and ships. It is run again from its history after every
 * step, so it must do nothing by itself: what depends on time, chance or other systems belongs into activities.
 */
public class OrderWorkflow implements Workflow {
  /** Orders with more items than this need a person's approval. */
  private static final int APPROVAL_LIMIT = 3;

  @Override
  public WorkflowStub create() {
    return ctx -> {
      var order = ctx.getInput(Order.class);
      var tasks = order.items().stream().map(item -> ctx.callActivity("ReserveItem", item, String.class)).toList();
      var reserved = ctx.allOf(tasks).await();

      if (order.items().size() > APPROVAL_LIMIT) {
        try {
          var isApproved = ctx.waitForExternalEvent("Approval", Duration.ofDays(1), Boolean.class).await();
          if (!Boolean.TRUE.equals(isApproved)) {
            ctx.complete(new OrderResult("rejected", reserved, null));
            return;
          }
        } catch (TaskCanceledException e) {
          ctx.complete(new OrderResult("timed out", reserved, null));
          return;
        }
      }

      var parcel = ctx.callActivity("ShipOrder", order, String.class).await();
      ctx.complete(new OrderResult("shipped", reserved, parcel));
    };
  }
}
