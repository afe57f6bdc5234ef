// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A time that an index worked without a break, and what for. */
public class IndexBatch {

  /** Counts those of the index since it was opened, from 1. */
  public long number;

  public Instant started = Instant.EPOCH;
  public Duration duration = Duration.ZERO;

  /** How many changes it took in, deletions among them. */
  public long changes;

  /** How many entries it wrote. */
  public long entries;

  /** How many documents it could not map. */
  public long failed;

  /** How long each part took, such as {@code Map}, {@code Refresh}, {@code Commit}. */
  public Map<String, Duration> phases = new LinkedHashMap<>();
}
