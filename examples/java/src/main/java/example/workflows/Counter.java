package example.workflows;

import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;

/** Does one step and continues as new, so that its history stays short however far it counts. */
public class Counter implements Workflow {
  /** How far it is and how far it is to go. */
  public record Input(int count, int upTo) {}

  @Override
  public WorkflowStub create() {
    return ctx -> {
      var input = ctx.getInput(Input.class);
      int next = ctx.callActivity("AddOne", input.count(), Integer.class).await();
      if (next < input.upTo()) {
        ctx.continueAsNew(new Input(next, input.upTo()));
      } else {
        ctx.complete(next);
      }
    };
  }
}
