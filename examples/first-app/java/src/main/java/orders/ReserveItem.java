package orders;

import io.dapr.workflows.WorkflowActivity;
import io.dapr.workflows.WorkflowActivityContext;

/** Sets aside one item of an order. An activity may do anything: call a service, write to a database. */
public class ReserveItem implements WorkflowActivity {
  @Override
  public Object run(WorkflowActivityContext ctx) {
    return ctx.getInput(String.class) + " reserved";
  }
}
