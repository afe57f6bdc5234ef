// SPDX-License-Identifier: Apache-2.0
package porthole.lifecycle.api;

import java.time.Instant;

/** One thing that a shutdown has yet to end. */
public class ShutdownStep {
  /** What it is, such as {@code "database 'orders'"}. */
  public String what = "";

  /** The database it is, or is about, or empty; names compare case-insensitively. */
  public String database = "";

  /** The request it is, or 0. */
  public long requestId;

  /** Its state, such as {@code "UNLOADING"}, or empty. */
  public String state = "";

  /** Since when it has been in that state. */
  public Instant since = Instant.EPOCH;

  /** What it waits for, in words, or empty. Changes only when something has moved. */
  public String waitingFor = "";
}
