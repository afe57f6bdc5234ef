// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts of one database, all of one instant. */
public class DatabaseStats {
  /** Documents, tombstones not among them. */
  public long documents;

  /** Tombstones. */
  public long tombstones;

  /** The highest etag given out; 0 when nothing was ever written. */
  public long lastEtag;

  /** The change vector of the last write, or empty. */
  public String changeVector = "";

  /** Documents by collection, for each collection that has any. */
  public SortedMap<String, Long> collections = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Bytes of the database's files, about. */
  public long sizeOnDiskBytes;
}
