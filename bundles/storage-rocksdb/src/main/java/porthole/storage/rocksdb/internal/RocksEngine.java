// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.StorageEngine;

/**
 * Opens RocksDB databases as environments. What they share is let go when the engine has been
 * closed and the last of them too, whichever comes later.
 */
public final class RocksEngine implements StorageEngine, AutoCloseable {
  private final RocksResources resources;
  private final MemtableBudget budget;
  private final Set<RocksEnvironment> environments = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private int users = 1;
  private boolean closed;

  /** Loads the native library. */
  public RocksEngine(RocksSettings settings) {
    resources = new RocksResources(settings);
    budget = new MemtableBudget(settings.writeBuffersBytes());
  }

  @Override
  public Environment open(String name, Path directory) {
    RocksErrors errors = new RocksErrors(name, directory);
    acquire(name);
    Options options = resources.options();
    boolean opened = false;
    try {
      prepare(directory);
      new LossCheck(errors).check(options);
      RocksDB database = RocksDB.open(options, directory.toString());
      opened = true;
      RocksEnvironment environment =
          new RocksEnvironment(database, options, resources.synced(), errors, this::closed);
      environments.add(environment);
      return environment;
    } catch (RocksDBException e) {
      throw errors.map("Opening", e);
    } catch (IOException e) {
      throw errors.map("Opening", e);
    } finally {
      if (!opened) {
        options.close();
        release();
      }
    }
  }

  private static void prepare(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      syncParent(directory);
    }
    if (isPosix()) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  // The directory's own entry must survive a crash of the machine as well.
  private static void syncParent(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null && isPosix()) {
      try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private void acquire(String name) {
    synchronized (lock) {
      if (closed) {
        throw new EngineException(
            "Environment '" + name + "' cannot be opened: the engine is being stopped.", null);
      }
      users++;
    }
  }

  private void closed(RocksEnvironment environment) {
    environments.remove(environment);
    release();
  }

  /**
   * Keeps the memory for recent writes from being used up by environments that rest; to be called
   * every few seconds by one thread.
   */
  public void makeRoom() {
    budget.look(List.copyOf(environments));
  }

  private void release() {
    synchronized (lock) {
      users--;
      if (users == 0) {
        resources.close();
      }
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
    }
    release();
  }
}
