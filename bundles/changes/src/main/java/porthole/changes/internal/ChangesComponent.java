// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal;

import static java.lang.System.Logger.Level.WARNING;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import porthole.changes.internal.hub.ConnectionContext;
import porthole.changes.internal.hub.Goodbye;
import porthole.changes.internal.hub.Hub;
import porthole.changes.internal.hub.QueueMemory;
import porthole.http.api.OperationListener;
import porthole.indexing.api.IndexEvent;
import porthole.indexing.api.IndexListener;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseCompanion;
import porthole.storage.api.DatabaseRecord;

/** Hears of changes and passes them on. Configured under the PID {@code porthole.changes}. */
@Component(
    service = {
      DatabaseCompanion.class,
      IndexListener.class,
      OperationListener.class,
      ChangesComponent.class
    },
    name = ChangesComponent.PID,
    configurationPid = ChangesComponent.PID)
@Designate(ocd = ChangesComponent.Config.class)
public final class ChangesComponent implements DatabaseCompanion, IndexListener, OperationListener {
  static final String PID = "porthole.changes";

  private static final System.Logger LOG = System.getLogger("porthole.changes");
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A change closes all connections; clients connect again. */
  @ObjectClassDefinition(id = PID, name = "Changes API")
  @interface Config {
    @AttributeDefinition(description = "How many connections there may be at a time")
    int maxConnections() default 4_096;

    @AttributeDefinition(description = "How many things a connection may watch")
    int maxWatches() default 4_096;

    @AttributeDefinition(
        description = "What may wait for one connection before it is closed as too slow; bytes")
    long maxQueue_bytes() default 4 << 20;

    @AttributeDefinition(
        description =
            "What may wait for all connections together; bytes. Never more than a sixteenth of the"
                + " heap")
    long maxQueues_bytes() default 64 << 20;

    @AttributeDefinition(description = "How many threads tell of changes")
    int threads() default 2;

    @AttributeDefinition(
        description =
            "Between two signs of life that are asked of a client; after three of them without one"
                + " its connection is closed. Milliseconds")
    long ping_ms() default 30_000;

    @AttributeDefinition(
        description =
            "How long a client has to say goodbye before its connection is cut off;"
                + " milliseconds")
    long goodbye_ms() default 2_000;
  }

  private final DynamicServices services;
  private final ChangesThreads threads;
  private final QueueMemory memory;
  private final Hub hub;
  private final int maxConnections;
  private final Duration idle;
  private final Duration goodbye;

  /** With no connection so far. */
  @Activate
  public ChangesComponent(@Reference DynamicServices services, Config config) {
    this.services = services;
    threads = new ChangesThreads(Math.max(1, config.threads()));
    memory =
        new QueueMemory(
            config.maxQueue_bytes(),
            Math.min(config.maxQueues_bytes(), Runtime.getRuntime().maxMemory() / 16));
    maxConnections = config.maxConnections();
    idle = Duration.ofMillis(3 * config.ping_ms());
    goodbye = Duration.ofMillis(config.goodbye_ms());
    hub =
        new Hub(
            new ConnectionContext(
                this::execute,
                memory,
                new ConnectionContext.Limits(
                    maxConnections,
                    config.maxWatches(),
                    Duration.ofMillis(config.ping_ms()),
                    goodbye),
                Clock.systemUTC(),
                System::nanoTime));
    threads.every(LOOK, this::look);
  }

  private void execute(String database, Runnable work) {
    threads.execute(
        () -> {
          try (Activity activity =
              services
                  .activities()
                  .begin(ActivityKind.OTHER, "tell changes", database, Activities.NO_REQUEST)) {
            work.run();
          }
        });
  }

  // The timer's task must not throw: it would never run again.
  private void look() {
    try {
      hub.look();
      if (services.hasStorage()) {
        hub.check(name -> services.record(name).map(ChangesComponent::id).orElse(null));
      }
    } catch (RuntimeException e) {
      LOG.log(WARNING, "Changes connections could not be looked after.", e);
    }
  }

  private static String id(DatabaseRecord record) {
    return record.databaseId;
  }

  Hub hub() {
    return hub;
  }

  /** As {@link System#nanoTime}. */
  long nanos() {
    return System.nanoTime();
  }

  int maxConnections() {
    return maxConnections;
  }

  QueueMemory memory() {
    return memory;
  }

  Duration idle() {
    return idle;
  }

  @Override
  public void loaded(Database database, Path directory) {
    hub.loaded(database);
  }

  @Override
  public void changed(Database database) {
    hub.changed(database);
  }

  @Override
  public void leaving(Database database) {
    hub.leaving(database);
  }

  @Override
  public void changed(String database, String index, IndexEvent event) {
    hub.index(database, index, event);
  }

  @Override
  public void changed(String database, long operation, Supplier<byte[]> state) {
    hub.operation(database, operation, state);
  }

  /** Says goodbye to all; cuts off who does not answer. */
  @Deactivate
  void close() throws InterruptedException {
    CompletableFuture<Void> ended = hub.close(Goodbye.restart());
    try {
      ended.get(goodbye.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      hub.abort();
    }
    threads.close();
  }
}
