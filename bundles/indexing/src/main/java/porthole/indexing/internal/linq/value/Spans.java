// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import org.jspecify.annotations.Nullable;

/** Values as durations: strings that say one are taken for it. */
public final class Spans {

  private Spans() {}

  /** Null for what is none. */
  public static @Nullable TimeSpan ofOrNull(@Nullable Object value) {
    if (value instanceof TimeSpan span) {
      return span;
    }
    return value instanceof String text ? TimeSpan.parse(text) : null;
  }

  /** What has to be one. */
  public static TimeSpan of(@Nullable Object value) {
    TimeSpan span = ofOrNull(value);
    if (span == null) {
      throw new ValueException(Texts.described(value) + " is no duration.");
    }
    return span;
  }
}
