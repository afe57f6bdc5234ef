// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import porthole.introspection.api.Activities;
import porthole.introspection.api.ActivitiesReference;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseCompanion;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.Databases;
import porthole.storage.api.LoadQueueInfo;
import porthole.storage.api.ServerRecord;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.internal.database.DatabaseCatalog;
import porthole.storage.internal.database.StorageContext;
import porthole.storage.internal.transaction.TransactionMerger;

/**
 * Publishes the databases of the data directory. When the engine goes, or a setting changes, it is
 * deactivated, which closes all of them.
 */
@Component(
    configurationPid = StorageComponent.PID,
    service = {Databases.class, StorageComponent.class},
    immediate = true)
@Designate(ocd = StorageComponent.Config.class)
public final class StorageComponent implements Databases {
  static final String PID = "porthole.storage";

  /** A change closes all databases; the next use of each opens it again. */
  @ObjectClassDefinition(id = PID, name = "Storage")
  @interface Config {
    @AttributeDefinition(description = "Which engine service to use; an LDAP filter")
    String engine_target() default "(" + StorageEngine.NAME + "=rocksdb)";

    @AttributeDefinition(description = "This server's tag in change vectors: 1 to 4 of A to Z")
    String nodeTag() default "A";

    @AttributeDefinition(description = "Requests that share one commit at most")
    int groupCommit_requests() default 1_024;

    @AttributeDefinition(description = "No further request joins a commit this big; bytes")
    long groupCommit_bytes() default 4L << 20;

    @AttributeDefinition(description = "Between two looks at what is idle; milliseconds")
    long housekeeping_ms() default 10_000;

    @AttributeDefinition(description = "Wait for work in flight when stopping; milliseconds")
    long stopPatience_ms() default 30_000;
  }

  private static final Logger LOG = System.getLogger("porthole.storage");

  private final ActivitiesReference activities = new ActivitiesReference();
  private final ShortageWatch shortage = new ShortageWatch(new SystemMemory(Path.of("/")));
  private final StorageThreads threads;
  private final DatabaseCatalog catalog;
  private final Duration stopPatience;

  /** Opens the system database. */
  @Activate
  public StorageComponent(
      Config config,
      BundleContext bundles,
      @Reference(name = "engine") StorageEngine engine,
      @Reference DatabasePolicy policy) {
    stopPatience = Duration.ofMillis(config.stopPatience_ms());
    threads = new StorageThreads();
    try {
      catalog =
          DatabaseCatalog.open(
              new StorageContext(
                  settings(config), policy, engine, data(bundles), activities, platform()));
      threads.every(Duration.ofMillis(config.housekeeping_ms()), this::look);
    } catch (RuntimeException | Error e) {
      threads.close();
      throw e;
    }
  }

  private static StorageContext.Settings settings(Config config) {
    return new StorageContext.Settings(
        config.nodeTag(),
        new TransactionMerger.Limits(config.groupCommit_requests(), config.groupCommit_bytes()));
  }

  private StorageContext.Platform platform() {
    return new StorageContext.Platform(
        Clock.systemUTC(),
        System::nanoTime,
        UUID::randomUUID,
        threads.loads(),
        threads.lifecycles(),
        threads,
        shortage);
  }

  private static Path data(BundleContext bundles) {
    String data = bundles.getProperty("porthole.data");
    if (data == null) {
      throw new IllegalStateException(
          "The framework property porthole.data is not set: storage needs a data directory.");
    }
    return Path.of(data);
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  void bindActivities(Activities provider) {
    activities.bind(provider);
  }

  void unbindActivities(Activities provider) {
    activities.unbind(provider);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
  void bindCompanion(DatabaseCompanion companion) {
    catalog.companions().add(companion);
  }

  void unbindCompanion(DatabaseCompanion companion) {
    catalog.companions().remove(companion);
  }

  // The timer's task must not throw: it would never run again.
  private void look() {
    try {
      catalog.look();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "Looking after databases failed.", e);
    }
  }

  // The threads end after the last unload, which may come after patience has run out.
  @Deactivate
  @SuppressWarnings("FutureReturnValueIgnored")
  void deactivate() {
    catalog.close(stopPatience).thenRun(threads::close);
  }

  DatabaseCatalog catalog() {
    return catalog;
  }

  /** Closes the system database on a thread of storage's. */
  CompletableFuture<Void> closeSystem() {
    return CompletableFuture.runAsync(catalog::closeSystem, threads.loads());
  }

  Instant now() {
    return Clock.systemUTC().instant();
  }

  @Override
  public DatabaseRecord create(String name, byte[] recordJson) {
    return catalog.create(name, recordJson);
  }

  @Override
  public DatabaseRecord update(String name, Function<DatabaseRecord, byte[]> change) {
    return catalog.update(name, change);
  }

  @Override
  public void delete(String name, boolean hardDelete) {
    catalog.delete(name, hardDelete);
  }

  @Override
  public Optional<DatabaseRecord> record(String name) {
    return catalog.record(name);
  }

  @Override
  public List<DatabaseInfo> list(int start, int pageSize) {
    return catalog.list(start, pageSize);
  }

  @Override
  public Optional<DatabaseInfo> info(String name) {
    return catalog.info(name);
  }

  @Override
  public Database open(String name, Duration patience) {
    return catalog.open(name, patience);
  }

  @Override
  public DatabaseUse use(String name, Duration patience) {
    return catalog.use(name, patience);
  }

  @Override
  public boolean unload(String name, String reason, Duration patience) {
    return catalog.unload(name, reason, patience);
  }

  @Override
  public void disable(String name, String reason) {
    catalog.disable(name, reason);
  }

  @Override
  public void enable(String name) {
    catalog.enable(name);
  }

  @Override
  public ServerRecord server() {
    return catalog.server();
  }

  @Override
  public ServerRecord updateServer(Function<ServerRecord, byte[]> change) {
    return catalog.updateServer(change);
  }

  @Override
  public LoadQueueInfo loads() {
    LoadQueueInfo info = catalog.loads();
    shortage.describe(info);
    return info;
  }
}
