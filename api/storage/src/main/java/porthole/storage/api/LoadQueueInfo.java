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
}
