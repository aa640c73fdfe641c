package example.workflows;

import io.dapr.workflows.Workflow;
import io.dapr.workflows.WorkflowStub;
import java.util.ArrayList;

/** Takes n events of one name, in the order in which they come. */
public class Listener implements Workflow {
  @Override
  public WorkflowStub create() {
    return ctx -> {
      int n = ctx.getInput(Integer.class);
      var items = new ArrayList<String>();
      while (items.size() < n) {
        items.add(ctx.waitForExternalEvent("Item", String.class).await());
      }
      ctx.complete(String.join(",", items));
    };
  }
}
