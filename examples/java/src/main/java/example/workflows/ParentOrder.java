package example.workflows;

import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;

/** Waits for a child workflow and goes on with its result. */
public class ParentOrder implements Workflow {
  @Override
  public WorkflowStub create() {
    return ctx -> {
      int n = ctx.getInput(Integer.class);
      int chained = ctx.callChildWorkflow("Chain", n, Integer.class).await();
      ctx.complete(ctx.callActivity("AddOne", chained, Integer.class).await());
    };
  }
}
