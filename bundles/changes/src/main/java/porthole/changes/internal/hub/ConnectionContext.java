// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What connections need.
 *
 * @param sender where frames are made and sent
 * @param memory what their queues may hold
 * @param limits what else bounds them
 * @param clock for people
 * @param nanoClock for durations
 */
public record ConnectionContext(
    Sender sender, QueueMemory memory, Limits limits, Clock clock, LongSupplier nanoClock) {

  /** Does work for a database on a thread that may be named for it. */
  @FunctionalInterface
  public interface Sender {
    /** Later, on one of its own threads; not at all when it has been stopped. */
    void execute(String database, Runnable work);
  }

  /**
   * What bounds connections besides memory.
   *
   * @param connections at a time, of all databases
   * @param watches of one connection
   * @param pingPause between two signs of life that are asked for
   * @param goodbyeTime how long the other side has to say goodbye, too
   */
  public record Limits(int connections, int watches, Duration pingPause, Duration goodbyeTime) {}
}
