package example.workflows;

import java.time.Duration;

/** The input of the workflows that wait. */
public record Seconds(double seconds) {
  Duration duration() {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
