package example.workflows;

import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;

/** Fails. */
public class Broken implements Workflow {
  @Override
  public WorkflowStub create() {
    return ctx -> {
      throw new IllegalStateException("broken on purpose");
    };
  }
}
