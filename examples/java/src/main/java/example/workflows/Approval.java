package example.workflows;

import io.dapr.durabletask.TaskCanceledException;
import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;

/** Waits for somebody, but not for ever. */
public class Approval implements Workflow {
  @Override
  public WorkflowStub create() {
    return ctx -> {
      var limit = ctx.getInput(Seconds.class).duration();
      try {
        var who = ctx.waitForExternalEvent("Approved", limit, String.class).await();
        ctx.complete("approved by " + who);
      } catch (TaskCanceledException e) {
        ctx.complete("timed out");
      }
    };
  }
}
