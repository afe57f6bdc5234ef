// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.nio.file.Path;
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

    @AttributeDefinition(description = "Files that one database keeps open")
    int maxOpenFiles() default 512;
  }

  private final RocksEngine engine;

  /** Loads the native library. */
  @Activate
  public RocksEngineComponent(Config config) {
    engine = new RocksEngine(settings(config));
  }

  static RocksSettings settings(Config config) {
    return new RocksSettings(
        config.blockCache_bytes(),
        config.writeBuffers_bytes(),
        config.writeBuffer_bytes(),
        config.backgroundThreads(),
        config.maxOpenFiles());
  }

  @Override
  public Environment open(String name, Path directory) {
    return engine.open(name, directory);
  }

  @Deactivate
  void deactivate() {
    engine.close();
  }
}
