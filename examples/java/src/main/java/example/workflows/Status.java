package example.workflows;

import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;

/** Tells how far it is, in words of its own. */
public class Status implements Workflow {
  @Override
  public WorkflowStub create() {
    return ctx -> {
      ctx.setCustomStatus("halfway");
      ctx.waitForExternalEvent("Go").await();
      ctx.complete("done");
    };
  }
}
