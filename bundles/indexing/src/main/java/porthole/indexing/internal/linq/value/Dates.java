// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import org.jspecify.annotations.Nullable;

/** Values as dates: strings that say one are taken for it. */
public final class Dates {

  private Dates() {}

  /** Null for what is none. */
  public static @Nullable DateTime ofOrNull(@Nullable Object value) {
    if (value instanceof DateTime date) {
      return date;
    }
    return value instanceof String text ? DateTime.parse(text) : null;
  }

  /** What has to be one. */
  public static DateTime of(@Nullable Object value) {
    DateTime date = ofOrNull(value);
    if (date == null) {
      throw new ValueException(Texts.described(value) + " is no date.");
    }
    return date;
  }
}
