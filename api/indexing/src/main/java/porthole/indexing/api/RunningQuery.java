// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query whose answer has not been closed yet. */
public class RunningQuery {
  /** Its number, which no other query has until indexing is restarted. */
  public long id;

  public String database = "";

  /** The index that is asked, or what stands for it where there is none; empty: not known yet. */
  public String indexName = "";

  /** In RQL. */
  public String text = "";

  /** By name, without the dollar sign. */
  public Map<String, @Nullable Object> parameters = Map.of();

  public Instant startedAt = Instant.EPOCH;
  public Duration duration = Duration.ZERO;

  /** Whether it has been told to end, and will when it next looks. */
  public boolean killed;
}
