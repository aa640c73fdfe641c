package example.activities;

import io.dapr.workflows.WorkflowActivity;
import io.dapr.workflows.WorkflowActivityContext;

/** Twice a number. */
public class Double implements WorkflowActivity {
  @Override
  public Object run(WorkflowActivityContext ctx) {
    int n = ctx.getInput(Integer.class);
    return n * 2;
  }
}
