// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import porthole.introspection.api.Activities;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StoredDocument;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.internal.transaction.TransactionMerger;

/** Storage with a clock that stands still until it is moved. */
final class Fixture implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final Instant NOW = Instant.parse("2026-11-22T10:11:12.123456700Z");

  static final Policy POLICY =
      new Policy(
          2,
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8)),
          Duration.ofMinutes(15),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  private final AtomicInteger pending = new AtomicInteger();
  final AtomicLong nanos = new AtomicLong();
  final AtomicReference<Duration> clockSet = new AtomicReference<>(Duration.ZERO);
  final AtomicReference<Policy> policy = new AtomicReference<>(POLICY);
  final AtomicReference<String> shortage = new AtomicReference<>("");
  final ManualDelays delays = new ManualDelays(nanos::get);
  final ExecutorService loads = Executors.newCachedThreadPool();
  final ExecutorService lifecycles = Executors.newCachedThreadPool();
  final DatabaseCatalog catalog;

  Fixture(StorageEngine engine, Path data) {
    catalog =
        DatabaseCatalog.open(
            new StorageContext(
                new StorageContext.Settings("A", new TransactionMerger.Limits(1000, 1 << 20)),
                policy::get,
                engine,
                data,
                Activities.none(),
                new StorageContext.Platform(
                    new MovingClock(),
                    nanos::get,
                    UUID::randomUUID,
                    loads,
                    this::onLifecycleThread,
                    delays,
                    shortage::get)));
  }

  Database create(String name) {
    catalog.create(name, bytes("{}"));
    return open(name);
  }

  Database open(String name) {
    return catalog.open(name, PATIENCE);
  }

  void unload(String name) {
    if (!catalog.unload(name, "test", PATIENCE)) {
      throw new AssertionError(name + " was not unloaded in time");
    }
  }

  CompletableFuture<Void> beginUnload(String name) {
    catalog.unload(name, "test", Duration.ZERO);
    return CompletableFuture.runAsync(() -> unload(name));
  }

  /** Waits until what was given to the lifecycle threads before has been done. */
  void drainLifecycles() {
    while (pending.get() > 0) {
      Thread.onSpinWait();
    }
  }

  private void onLifecycleThread(Runnable task) {
    pending.incrementAndGet();
    lifecycles.execute(
        () -> {
          try {
            task.run();
          } finally {
            pending.decrementAndGet();
          }
        });
  }

  OpenDatabase internals(String name) {
    return (OpenDatabase) open(name);
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    delays.runDue();
  }

  /** Stands where the other clock stands, or so far from it as it was set. */
  private final class MovingClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return NOW.plusNanos(nanos.get()).plus(clockSet.get());
    }
  }

  @Override
  public void close() throws InterruptedException {
    catalog.close(PATIENCE).join();
    loads.shutdown();
    lifecycles.shutdown();
    if (!loads.awaitTermination(60, TimeUnit.SECONDS)
        || !lifecycles.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new AssertionError("threads of storage do not end");
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static DocumentCommand.Put put(@Nullable String id, String collection, String body) {
    return new DocumentCommand.Put(id, null, collection, bytes("{}"), bytes(body));
  }

  static DocumentCommand.Put put(String id) {
    return put(id, "Users", "{}");
  }

  static DocumentCommand.Put putAt(String id, @Nullable String changeVector) {
    return new DocumentCommand.Put(id, changeVector, "Users", bytes("{}"), bytes("{}"));
  }

  static DocumentCommand.Delete delete(String id) {
    return new DocumentCommand.Delete(id, null);
  }

  static CommandResult.Put store(Database database, DocumentCommand.Put put) {
    return (CommandResult.Put) database.execute(List.of(put)).get(0);
  }

  static List<String> ids(List<StoredDocument> documents) {
    return documents.stream().map(StoredDocument::id).toList();
  }
}
