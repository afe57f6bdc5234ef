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
 * @param settings what may be configured
 * @param engine opens environments
 * @param data the data directory
 * @param activities where work is marked
 * @param platform clocks, randomness and threads
 */
public record StorageContext(
    Settings settings, StorageEngine engine, Path data, Activities activities, Platform platform) {

  /**
   * What may be configured.
   *
   * @param nodeTag this server's tag in change vectors and in ids it makes
   * @param group how big a group commit gets
   * @param backoff after a failed load
   */
  public record Settings(String nodeTag, TransactionMerger.Limits group, Backoff backoff) {}

  /**
   * What the Java platform gives.
   *
   * @param clock the time of day
   * @param nanoClock for durations
   * @param guids unique each time
   * @param loads runs loads, a bounded number at once
   * @param lifecycles runs unloads and deletes, all at once
   */
  public record Platform(
      Clock clock,
      LongSupplier nanoClock,
      Supplier<UUID> guids,
      Executor loads,
      Executor lifecycles) {}
}
