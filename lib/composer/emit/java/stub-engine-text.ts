/** Runs the workflows of a generated project in memory: the SDK itself replays a history that is written here. */
export const stubEngineText = `package app;

import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import io.dapr.durabletask.JacksonDataConverter;
import io.dapr.durabletask.TaskOrchestration;
import io.dapr.durabletask.TaskOrchestrationExecutor;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.CompleteOrchestrationAction;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.EventRaisedEvent;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.ExecutionStartedEvent;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.OrchestrationInstance;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.OrchestratorStartedEvent;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.SubOrchestrationInstanceCompletedEvent;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.SubOrchestrationInstanceCreatedEvent;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.SubOrchestrationInstanceFailedEvent;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.TaskCompletedEvent;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.TaskScheduledEvent;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.TimerCreatedEvent;
import io.dapr.durabletask.implementation.protobuf.OrchestratorService.TimerFiredEvent;
import io.dapr.durabletask.orchestration.TaskOrchestrationFactories;
import io.dapr.durabletask.orchestration.TaskOrchestrationFactory;
import io.dapr.workflows.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs workflows in memory, with stub activities: the SDK replays a history to which one thing at a time is added, an
 * answer, a child workflow, an event or a timer. No test has to wait.
 */
final class StubEngine {
  /** Which of several things that may come next comes first: the one that was started first or last. */
  enum First {
    EARLIEST,
    LATEST
  }

  /** How a workflow ended, and the activities and child workflows that ended before, in that order. */
  record Run(String output, String error, List<String> steps) {}

  private static final Logger SDK_LOG = Logger.getLogger("io.dapr");
  private static final Duration LONGEST_TIMER = Duration.ofDays(3_650_000);
  private static final int MOST_TURNS = 2000;

  private final Map<String, Workflow> workflows;
  private final Map<String, String> answers;
  private final Map<String, String> events;
  private final First first;
  private final List<String> steps = new ArrayList<>();
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private int races;

  /** Workflows, answers of activities and payloads of events, each by its name; answers and payloads are JSON. */
  StubEngine(Map<String, Workflow> workflows, Map<String, String> answers, Map<String, String> events, First first) {
    SDK_LOG.setLevel(Level.OFF);
    this.workflows = workflows;
    this.answers = answers;
    this.events = events;
    this.first = first;
  }

  /** Runs a workflow with an input in JSON to its end. */
  Run run(String name, String input) {
    var end = endOf(name, StringValue.of(input));
    var error = end.hasFailureDetails() ? end.getFailureDetails().getErrorMessage() : null;
    return new Run(end.getResult().getValue(), error, List.copyOf(steps));
  }

  private CompleteOrchestrationAction endOf(String name, StringValue input) {
    var workflow = workflows.get(name);
    if (workflow == null) {
      // It is a workflow of another app, which ends at once here.
      return CompleteOrchestrationAction.getDefaultInstance();
    }
    var context = new AtomicReference<StubContext>();
    var executor = executorOf(name, inner -> {
      context.set(new StubContext(inner));
      workflow.run(context.get());
    });
    var past = new ArrayList<HistoryEvent>();
    var open = new TreeMap<Integer, Supplier<HistoryEvent.Builder>>();
    var news = turn(started(name, input));
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      var actions = executor.execute(past, news).getActions();
      past.addAll(news);
      for (var action : actions) {
        if (action.hasCompleteOrchestration()) {
          return action.getCompleteOrchestration();
        }
        past.add(at(begun(action)).setEventId(action.getId()).build());
        open.put(action.getId(), () -> outcome(action));
      }
      news = turn(next(name, open, context.get()).get());
    }
    throw new AssertionError(name + " has not ended after " + MOST_TURNS + " turns");
  }

  /** What comes next: in a race one of those that run in it, else anything that is open. */
  private Supplier<HistoryEvent.Builder> next(
      String name, Map<Integer, Supplier<HistoryEvent.Builder>> open, StubContext context) {
    var possible = new TreeMap<>(open);
    context.waits().forEach((id, event) -> possible.put(id, () -> raised(event)));
    var race = context.race();
    if (!race.isEmpty()) {
      possible.keySet().retainAll(race);
    }
    if (possible.isEmpty()) {
      throw new AssertionError(name + " waits for something that cannot come");
    }
    var chosen = chosen(List.copyOf(possible.keySet()), !race.isEmpty());
    open.remove(chosen);
    return possible.get(chosen);
  }

  private Integer chosen(List<Integer> ids, boolean isRace) {
    if (isRace) {
      races++;
    }
    if (isRace && races % 7 == 0) {
      // Another one wins every seventh race, so that a loop around one ends.
      return ids.get(races / 7 % ids.size());
    }
    return ids.get(first == First.EARLIEST ? 0 : ids.size() - 1);
  }

  private List<HistoryEvent> turn(HistoryEvent.Builder event) {
    var begin = HistoryEvent.newBuilder().setOrchestratorStarted(OrchestratorStartedEvent.getDefaultInstance());
    return List.of(at(begin).build(), at(event).build());
  }

  private HistoryEvent.Builder at(HistoryEvent.Builder event) {
    var time = Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano());
    return event.setEventId(-1).setTimestamp(time);
  }

  private static HistoryEvent.Builder started(String name, StringValue input) {
    var instance = OrchestrationInstance.newBuilder().setInstanceId("test");
    var started = ExecutionStartedEvent.newBuilder().setName(name).setInput(input).setOrchestrationInstance(instance);
    return HistoryEvent.newBuilder().setExecutionStarted(started);
  }

  private HistoryEvent.Builder raised(String name) {
    if (!events.containsKey(name)) {
      throw new AssertionError("the event " + name + " has no payload in this test");
    }
    var payload = StringValue.of(events.get(name));
    return HistoryEvent.newBuilder().setEventRaised(EventRaisedEvent.newBuilder().setName(name).setInput(payload));
  }

  private static HistoryEvent.Builder begun(OrchestratorAction action) {
    var event = HistoryEvent.newBuilder();
    if (action.hasScheduleTask()) {
      var task = action.getScheduleTask();
      return event.setTaskScheduled(TaskScheduledEvent.newBuilder().setName(task.getName()).setInput(task.getInput()));
    }
    if (action.hasCreateSubOrchestration()) {
      var child = action.getCreateSubOrchestration();
      return event.setSubOrchestrationInstanceCreated(
          SubOrchestrationInstanceCreatedEvent.newBuilder().setName(child.getName()).setInput(child.getInput()));
    }
    if (action.hasCreateTimer()) {
      return event.setTimerCreated(TimerCreatedEvent.newBuilder().setFireAt(action.getCreateTimer().getFireAt()));
    }
    throw new AssertionError("a workflow of this test cannot do " + action.getOrchestratorActionTypeCase());
  }

  private HistoryEvent.Builder outcome(OrchestratorAction action) {
    if (action.hasScheduleTask()) {
      return answered(action.getId(), action.getScheduleTask().getName());
    }
    if (action.hasCreateSubOrchestration()) {
      var child = action.getCreateSubOrchestration();
      var end = endOf(child.getName(), child.getInput());
      steps.add(child.getName());
      return ended(action.getId(), end);
    }
    var fireAt = action.getCreateTimer().getFireAt();
    var instant = Instant.ofEpochSecond(fireAt.getSeconds(), fireAt.getNanos());
    now = instant.isAfter(now) ? instant : now;
    return HistoryEvent.newBuilder()
        .setTimerFired(TimerFiredEvent.newBuilder().setTimerId(action.getId()).setFireAt(fireAt));
  }

  private HistoryEvent.Builder answered(int id, String name) {
    if (!answers.containsKey(name)) {
      throw new AssertionError("the activity " + name + " has no answer in this test");
    }
    steps.add(name);
    var answer = StringValue.of(answers.get(name));
    return HistoryEvent.newBuilder()
        .setTaskCompleted(TaskCompletedEvent.newBuilder().setTaskScheduledId(id).setResult(answer));
  }

  private static HistoryEvent.Builder ended(int id, CompleteOrchestrationAction end) {
    var event = HistoryEvent.newBuilder();
    if (end.hasFailureDetails()) {
      var details = end.getFailureDetails();
      return event.setSubOrchestrationInstanceFailed(
          SubOrchestrationInstanceFailedEvent.newBuilder().setTaskScheduledId(id).setFailureDetails(details));
    }
    return event.setSubOrchestrationInstanceCompleted(
        SubOrchestrationInstanceCompletedEvent.newBuilder().setTaskScheduledId(id).setResult(end.getResult()));
  }

  private static TaskOrchestrationExecutor executorOf(String name, TaskOrchestration orchestration) {
    var factories = new TaskOrchestrationFactories();
    factories.addOrchestration(new TaskOrchestrationFactory() {
      @Override
      public String getName() {
        return name;
      }

      @Override
      public TaskOrchestration create() {
        return orchestration;
      }

      @Override
      public String getVersionName() {
        return null;
      }

      @Override
      public Boolean isLatestVersion() {
        return false;
      }
    });
    return new TaskOrchestrationExecutor(factories, new JacksonDataConverter(), LONGEST_TIMER, SDK_LOG, "test");
  }
}
`;
