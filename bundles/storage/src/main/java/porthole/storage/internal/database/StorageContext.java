// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import porthole.introspection.api.Activities;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.internal.transaction.TransactionMerger;

/**
 * What storage works with.
 *
 * @param settings what can be configured only before databases are opened
 * @param policy what may change at any time
 * @param engine opens environments
 * @param data the data directory
 * @param activities where work is marked
 * @param platform clocks, randomness and threads
 */
public record StorageContext(
    Settings settings,
    Supplier<Policy> policy,
    StorageEngine engine,
    Path data,
    Activities activities,
    Platform platform) {

  /**
   * What can be configured only before databases are opened.
   *
   * @param nodeTag this server's tag in change vectors and in ids it makes
   * @param group how big a group commit gets
   */
  public record Settings(String nodeTag, TransactionMerger.Limits group) {}

  /**
   * What the Java platform gives.
   *
   * @param clock the time of day
   * @param nanoClock for durations
   * @param guids unique each time
   * @param loads runs loads; how many at once is decided before it
   * @param lifecycles runs what unloads and deletes take
   * @param delays does things later
   * @param pressure why memory or files are short, such as "the heap is 93 % full", or empty
   */
  public record Platform(
      Clock clock,
      LongSupplier nanoClock,
      Supplier<UUID> guids,
      Executor loads,
      Executor lifecycles,
      Delays delays,
      Supplier<String> pressure) {}
}
