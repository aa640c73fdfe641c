package example.workflows;

import example.activities.Flaky;
import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;
import io.dapr.workflows.WorkflowTaskOptions;
import io.dapr.workflows.WorkflowTaskRetryPolicy;
import java.time.Duration;

/** Lets the engine repeat an activity that fails. */
public class Retrying implements Workflow {
  /** How often the activity fails. */
  public record Input(int failures) {}

  private static final WorkflowTaskRetryPolicy POLICY = WorkflowTaskRetryPolicy.newBuilder()
      .setMaxNumberOfAttempts(4)
      .setFirstRetryInterval(Duration.ofMillis(100))
      .setBackoffCoefficient(1)
      .build();

  @Override
  public WorkflowStub create() {
    return ctx -> {
      int failures = ctx.getInput(Input.class).failures();
      var flaky = new Flaky.Input(failures, ctx.getInstanceId());
      ctx.callActivity("Flaky", flaky, new WorkflowTaskOptions(POLICY)).await();
      ctx.complete("succeeded after " + failures + " failures");
    };
  }
}
