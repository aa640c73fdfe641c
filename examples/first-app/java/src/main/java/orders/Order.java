package orders;

import java.util.List;

/** What the workflow is started with. */
public record Order(String id, List<String> items) {}
