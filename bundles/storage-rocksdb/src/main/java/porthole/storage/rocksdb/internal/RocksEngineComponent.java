// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.StorageEngine;

/** Publishes the engine named {@code rocksdb}. */
@Component(
    configurationPid = RocksEngineComponent.PID,
    property = StorageEngine.NAME + "=rocksdb",
    service = StorageEngine.class,
    immediate = true)
@Designate(ocd = RocksEngineComponent.Config.class)
public final class RocksEngineComponent implements StorageEngine {
  static final String PID = "porthole.storage.rocksdb";

  /** A change lets all environments be closed and opened again. */
  @ObjectClassDefinition(id = PID, name = "RocksDB storage engine")
  @interface Config {
    @AttributeDefinition(description = "Memory for blocks read, all databases together; bytes")
    long blockCache_bytes() default 256L << 20;

    @AttributeDefinition(description = "Memory for recent writes, all databases together; bytes")
    long writeBuffers_bytes() default 128L << 20;

    @AttributeDefinition(description = "Memory for recent writes of one database; bytes")
    long writeBuffer_bytes() default 16L << 20;

    @AttributeDefinition(description = "Threads that compact, for all databases together")
    int backgroundThreads() default 2;

    @AttributeDefinition(
        description =
            "What flushes and compactions may write, all databases together; bytes per second; 0"
                + " for no limit")
    long background_bytesPerSecond() default 0;

    @AttributeDefinition(
        description =
            "Files that one database keeps open; 0 for a 32nd of what the process may, 32 to 512")
    int maxOpenFiles() default 0;
  }

  private static final System.Logger LOG = System.getLogger("porthole.storage");
  private static final long LOOK_SECONDS = 2;

  private final RocksEngine engine;
  private final ScheduledExecutorService timer;

  /** Loads the native library. */
  @Activate
  public RocksEngineComponent(Config config, BundleContext bundles) {
    RocksLibrary.load(bundles.getProperty("porthole.home"));
    engine = new RocksEngine(settings(config));
    timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "porthole-rocksdb-timer");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  // The timer's task must not throw: it would never run again.
  private void look() {
    try {
      engine.makeRoom();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Databases that rest could not be flushed.", e);
    }
  }

  static RocksSettings settings(Config config) {
    int maxOpenFiles = config.maxOpenFiles();
    return new RocksSettings(
        config.blockCache_bytes(),
        config.writeBuffers_bytes(),
        config.writeBuffer_bytes(),
        config.backgroundThreads(),
        config.background_bytesPerSecond(),
        maxOpenFiles == 0 ? OpenFiles.perDatabase() : maxOpenFiles);
  }

  @Override
  public Environment open(String name, Path directory) {
    return engine.open(name, directory);
  }

  @Deactivate
  void deactivate() {
    timer.shutdown();
    engine.close();
  }
}
