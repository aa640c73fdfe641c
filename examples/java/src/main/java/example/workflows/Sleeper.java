package example.workflows;

import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;

/** Rests on a durable timer: the worker and the engine may stop meanwhile. */
public class Sleeper implements Workflow {
  @Override
  public WorkflowStub create() {
    return ctx -> {
      ctx.createTimer(ctx.getInput(Seconds.class).duration()).await();
      ctx.complete(ctx.callActivity("AddOne", 0, Integer.class).await());
    };
  }
}
