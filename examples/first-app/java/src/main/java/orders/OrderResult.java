package orders;

import java.util.List;

/** What the workflow ends with; {@code parcel} is null unless the order was shipped. */
public record OrderResult(String status, List<String> reserved, String parcel) {}
