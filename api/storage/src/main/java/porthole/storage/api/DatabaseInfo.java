// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a database at any time, whether it is loaded or not. Of one that is not
 * loaded, counts and sizes are what was written down last; {@link #asOf} says when.
 */
public class DatabaseInfo {
  /** The name, in the letter case it was created with. */
  public String name = "";

  /** Where it is in its life. */
  public DatabaseState state = DatabaseState.UNLOADED;

  /** Since when it has been in that state; at the earliest, the start of storage. */
  public Instant stateSince = Instant.EPOCH;

  /** What the step that is in flight waits for or does, or empty. */
  public String doing = "";

  /** Why it failed, with the file and what to do about it, or empty. */
  public String failure = "";

  /** When a load will be tried again at the earliest, if it failed; else null. */
  public @Nullable Instant retryAt;

  /** Whether an operator has switched it off, which takes effect when what runs has ended. */
  public boolean disabled;

  /** Why it was switched off, or empty. */
  public String disabledReason = "";

  /** The steps of the load that runs, or of the last one that failed; each begins with its time. */
  public List<String> loadLog = new ArrayList<>();

  /** Its place among the loads that wait for their turn, from 1; 0 when it does not wait. */
  public int loadQueuePosition;

  /** Documents; -1 when that is not known. */
  public long documents = -1;

  /** Tombstones; -1 when that is not known. */
  public long tombstones = -1;

  /** The highest etag given out; -1 when that is not known. */
  public long lastEtag = -1;

  /** Bytes of its files, about; -1 when that is not known. Measured now and then. */
  public long sizeOnDiskBytes = -1;

  /** When counts and sizes were so; null when they never were written down. */
  public @Nullable Instant asOf;

  /**
   * Whether it may have been written to after {@link #asOf}, since storage has ended without
   * unloading it.
   */
  public boolean endedWithoutUnload;

  /** Uses that last, such as requests in flight. */
  public long uses;

  /** When its last use ended; null when it was not used since storage started. */
  public @Nullable Instant lastUsed;

  /** When it was last written to; null when it was not since it was loaded. */
  public @Nullable Instant lastWork;

  /**
   * Why it is not unloaded for being idle now, in words; empty when it will be at the next look.
   */
  public List<String> keptLoaded = new ArrayList<>();
}
