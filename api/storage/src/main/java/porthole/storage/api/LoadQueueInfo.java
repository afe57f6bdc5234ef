// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.util.ArrayList;
import java.util.List;

/** The loads of databases, as they run and wait. */
public class LoadQueueInfo {
  /** How many may run at once. */
  public int limit;

  /** The databases being loaded, the longest first. */
  public List<String> running = new ArrayList<>();

  /** Those whose turn will come, the next first. */
  public List<String> waiting = new ArrayList<>();

  /** Files that the process has open; -1 when that is not known. */
  public long openFiles = -1;

  /** How many it may have open; -1 when that is not known. */
  public long openFilesLimit = -1;

  /** Why databases are being unloaded to make room, such as short memory, or empty. */
  public String shortage = "";
}
