package example.activities;

import io.dapr.workflows.WorkflowActivity;
import io.dapr.workflows.WorkflowActivityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fails as often as it is told to, then succeeds. */
public class Flaky implements WorkflowActivity {
  /** What it gets: how many failures, and the name under which its tries are counted. */
  public record Input(int failures, String key) {}

  private static final Map<String, Integer> TRIES = new ConcurrentHashMap<>();

  @Override
  public Object run(WorkflowActivityContext ctx) {
    var input = ctx.getInput(Input.class);
    int number = countTry(input.key());
    if (number <= input.failures()) {
      throw new IllegalStateException("flaky: try " + number + " of " + input.key() + " failed");
    }
    return number;
  }

  /** Counts in memory, or in files where a restart of the worker must not start the count anew. */
  private static int countTry(String key) {
    var folder = System.getenv("FLAKY_DIR");
    if (folder == null) {
      return TRIES.merge(key, 1, Integer::sum);
    }
    var file = Path.of(folder, key);
    try {
      Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return (int) Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
