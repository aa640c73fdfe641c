package example.workflows;

import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;

/** Three activities, each with the result of the one before. */
public class Chain implements Workflow {
  @Override
  public WorkflowStub create() {
    return ctx -> {
      int n = ctx.getInput(Integer.class);
      int doubled = ctx.callActivity("Double", n, Integer.class).await();
      int increased = ctx.callActivity("AddOne", doubled, Integer.class).await();
      ctx.complete(ctx.callActivity("Double", increased, Integer.class).await());
    };
  }
}
