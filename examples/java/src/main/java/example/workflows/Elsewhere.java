package example.workflows;

import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;
import io.dapr.workflows.WorkflowTaskOptions;

/** Lets another app do the work: first an activity of it, then a workflow of it. */
public class Elsewhere implements Workflow {
  /** The app and what it is given. */
  public record Input(String app, int number) {}

  @Override
  public WorkflowStub create() {
    return ctx -> {
      var input = ctx.getInput(Input.class);
      var there = new WorkflowTaskOptions(input.app());
      int doubled = ctx.callActivity("Double", input.number(), there, Integer.class).await();
      ctx.complete(ctx.callChildWorkflow("Chain", doubled, null, there, Integer.class).await());
    };
  }
}
