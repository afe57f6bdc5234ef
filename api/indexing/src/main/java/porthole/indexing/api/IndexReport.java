// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How an index is. */
public class IndexReport {

  /** Whether it works. */
  public enum Running {
    RUNNING,
    /** Until it is started again, or the database is loaded again. */
    PAUSED,
    DISABLED
  }

  public String name = "";
  public IndexDefinition.Type type = IndexDefinition.Type.MAP;
  public IndexDefinition.LockMode lockMode = IndexDefinition.LockMode.UNLOCK;
  public IndexDefinition.Priority priority = IndexDefinition.Priority.NORMAL;
  public IndexDefinition.State state = IndexDefinition.State.NORMAL;
  public Running running = Running.RUNNING;

  /** Whether there is a change that searches do not see yet. */
  public boolean stale;

  /** Up to which change searches see it. */
  public long etag;

  /** By collection, or {@code @all_docs}: up to which change it is indexed. */
  public Map<String, Long> collections = new TreeMap<>();

  /** How many entries searches see. */
  public long entries;

  /** How many documents were mapped since it was opened, and of these in vain. */
  public long mapAttempts;

  public long mapErrors;

  /** How many errors are kept. */
  public int errors;

  public Instant created = Instant.EPOCH;

  /** When searches came to see its last change; null: not since it was opened. */
  public @Nullable Instant lastIndexed;

  /** When it was last asked; null: not since it was opened. */
  public @Nullable Instant lastQueried;
}
