// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * RocksDB as the engine opens it, its defaults included, without the engine. In the engine's own
 * package, so that nothing of it has to be copied.
 */
public final class ShippedRocks implements AutoCloseable {
  private final RocksResources resources;
  private final Options options;
  private final RocksDB database;

  /** Opens a database. */
  public ShippedRocks(Path directory) throws RocksDBException {
    resources = new RocksResources(RocksEngineComponent.settings(defaults()));
    options = resources.options();
    database = RocksDB.open(options, directory.toString());
  }

  private static RocksEngineComponent.Config defaults() {
    Class<?> config = RocksEngineComponent.Config.class;
    return (RocksEngineComponent.Config)
        Proxy.newProxyInstance(
            config.getClassLoader(),
            new Class<?>[] {config},
            (proxy, method, arguments) -> method.getDefaultValue());
  }

  /** The database. */
  public RocksDB database() {
    return database;
  }

  /** How the engine writes. */
  public WriteOptions synced() {
    return resources.synced();
  }

  @Override
  public void close() {
    database.close();
    options.close();
    resources.close();
  }
}
