// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as texts. */
public final class Texts {
  private static final int MOST_QUOTED = 40;

  private Texts() {}

  /** As {@code ToString()} has it; of null the empty text. */
  public static String of(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value == null) {
      return "";
    }
    if (value instanceof Number number) {
      return Numbers.text(number);
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof List || value instanceof Map || value instanceof Grouping) {
      throw new ValueException(described(value) + " is no text.");
    }
    return value.toString();
  }

  /** For messages: its kind, and its beginning. */
  public static String described(@Nullable Object value) {
    if (Missing.orNull(value)) {
      return "null";
    }
    if (value instanceof List || value instanceof Grouping) {
      return "a list";
    }
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof String text) {
      boolean quotable = text.length() <= MOST_QUOTED;
      return "the string '" + (quotable ? text : text.substring(0, MOST_QUOTED) + "…") + "'";
    }
    return (value instanceof Number ? "the number " : "") + of(value);
  }
}
