package example.activities;

import io.dapr.workflows.WorkflowActivity;
import io.dapr.workflows.WorkflowActivityContext;

/** A number times itself. */
public class Square implements WorkflowActivity {
  @Override
  public Object run(WorkflowActivityContext ctx) {
    int n = ctx.getInput(Integer.class);
    return n * n;
  }
}
