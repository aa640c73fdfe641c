package example.activities;

import io.dapr.workflows.WorkflowActivity;
import io.dapr.workflows.WorkflowActivityContext;

/** A number and one more. */
public class AddOne implements WorkflowActivity {
  @Override
  public Object run(WorkflowActivityContext ctx) {
    int n = ctx.getInput(Integer.class);
    return n + 1;
  }
}
