package example.workflows;

import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;
import java.util.stream.IntStream;

/** Runs n activities at once and adds up what they return. */
public class FanOut implements Workflow {
  @Override
  public WorkflowStub create() {
    return ctx -> {
      int n = ctx.getInput(Integer.class);
      var tasks = IntStream.rangeClosed(1, n).mapToObj(i -> ctx.callActivity("Square", i, Integer.class)).toList();
      ctx.complete(ctx.allOf(tasks).await().stream().mapToLong(Integer::longValue).sum());
    };
  }
}
