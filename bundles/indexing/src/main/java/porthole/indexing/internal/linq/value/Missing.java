// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import org.jspecify.annotations.Nullable;

/** What a property is that is not there: as null, but entries do not have it either. */
public enum Missing {
  VALUE;

  /** Whether that is null or missing. */
  public static boolean orNull(@Nullable Object value) {
    return value == null || value == VALUE;
  }

  @Override
  public String toString() {
    return "";
  }
}
