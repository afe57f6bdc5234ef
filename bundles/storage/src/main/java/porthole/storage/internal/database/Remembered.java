// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a database when storage started.
 *
 * @param report the last one
 * @param endedWithoutUnload whether it may have been written to after that
 * @param disabledReason why it is switched off, or null
 */
record Remembered(Report report, boolean endedWithoutUnload, @Nullable String disabledReason) {

  /** Whether it has been open before, so that there must be something in its files. */
  boolean wasLoaded(StoredRecord record) {
    Instant asOf = report.asOf();
    boolean isFirst = asOf == null || asOf.toEpochMilli() == record.createdAt().toEpochMilli();
    return endedWithoutUnload || report.lastEtag() > 0 || !isFirst;
  }

  /** Of a database that was just made. */
  static Remembered of(Report report) {
    return new Remembered(report, false, null);
  }
}
