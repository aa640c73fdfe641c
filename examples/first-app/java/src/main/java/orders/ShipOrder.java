package orders;

import io.dapr.workflows.WorkflowActivity;
import io.dapr.workflows.WorkflowActivityContext;

/** Hands the parcel over and answers its number. */
public class ShipOrder implements WorkflowActivity {
  @Override
  public Object run(WorkflowActivityContext ctx) {
    return "parcel-" + ctx.getInput(Order.class).id();
  }
}
