// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
  private final Object lock = new Object();
  private int users = 1;
  private boolean closed;

  /** Loads the native library. */
  public RocksEngine(RocksSettings settings) {
    resources = new RocksResources(settings);
  }

  @Override
  public Environment open(String name, Path directory) {
    RocksErrors errors = new RocksErrors(name, directory);
    prepare(name, directory);
    acquire(name);
    Options options = resources.options();
    try {
      RocksDB database = RocksDB.open(options, directory.toString());
      return new RocksEnvironment(database, options, resources.synced(), errors, this::release);
    } catch (RocksDBException e) {
      options.close();
      release();
      throw errors.map("Opening", e);
    }
  }

  private static void prepare(String name, Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory);
        syncParent(directory);
      }
      if (isPosix()) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new EngineException(
          "Environment '" + name + "': cannot make its directory " + directory + ": " + e, e);
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
