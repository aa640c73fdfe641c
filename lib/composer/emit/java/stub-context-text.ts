/** The context of a workflow in the tests of a generated project: the SDK's, which also says what is waited for. */
export const stubContextText = `package app;

import io.dapr.durabletask.Task;
import io.dapr.durabletask.TaskOrchestrationContext;
import io.dapr.workflows.WorkflowTaskOptions;
import io.dapr.workflows.runtime.DefaultWorkflowContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The context of the SDK, which also says what a workflow waits for. It counts what is started, as the SDK does. */
final class StubContext extends DefaultWorkflowContext {
  private final Map<Task<?>, Integer> ids = new HashMap<>();
  private final Map<Task<?>, String> waits = new HashMap<>();
  private List<Integer> race = List.of();
  private Task<?> winner;
  private int next;

  StubContext(TaskOrchestrationContext inner) {
    super(inner);
  }

  /** The names of the events that have not come, by the ids of the waits for them. */
  Map<Integer, String> waits() {
    var open = new TreeMap<Integer, String>();
    waits.forEach((task, name) -> {
      if (!task.isDone()) {
        open.put(ids.get(task), name);
      }
    });
    return open;
  }

  /** The ids of what is waited for when it is the first of several things; none outside of such a race. */
  List<Integer> race() {
    return winner == null || winner.isDone() ? List.of() : race;
  }

  @Override
  public <V> Task<V> callActivity(String name, Object input, WorkflowTaskOptions options, Class<V> type) {
    return counted(super.callActivity(name, input, options, type));
  }

  @Override
  public <V> Task<V> callChildWorkflow(
      String name, Object input, String instanceId, WorkflowTaskOptions options, Class<V> type) {
    return counted(super.callChildWorkflow(name, input, instanceId, options, type));
  }

  @Override
  public Task<Void> createTimer(Duration delay) {
    return counted(super.createTimer(delay));
  }

  @Override
  public <V> Task<V> waitForExternalEvent(String name, Duration timeout, Class<V> type) {
    var wait = counted(super.waitForExternalEvent(name, timeout, type));
    waits.put(wait, name);
    if (timeout != null && !wait.isDone()) {
      // The event against the timer of the time-out.
      race = List.of(next - 1, next);
      winner = wait;
      next++;
    }
    return wait;
  }

  @Override
  public Task<Task<?>> anyOf(List<Task<?>> tasks) {
    race = tasks.stream().<Integer>map(ids::get).toList();
    var first = super.anyOf(tasks);
    winner = first;
    return first;
  }

  private <V> Task<V> counted(Task<V> task) {
    ids.put(task, next);
    next++;
    return task;
  }
}
`;
