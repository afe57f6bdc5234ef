// SPDX-License-Identifier: Apache-2.0
package porthole.testing.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.StorageEngine;

/**
 * An engine that keeps everything in memory, for fast tests. What was committed to a directory is
 * there again when that directory is opened again with the same instance.
 */
public final class MemoryEngine implements StorageEngine {
  private final Map<Path, MemoryEnvironment> open = new ConcurrentHashMap<>();
  private final Map<Path, MemoryEnvironment.Contents> contents = new ConcurrentHashMap<>();

  @Override
  public Environment open(String name, Path directory) {
    mark(directory);
    Path key = directory.toAbsolutePath().normalize();
    MemoryEnvironment.Contents kept =
        contents.computeIfAbsent(key, any -> new MemoryEnvironment.Contents());
    MemoryEnvironment environment =
        new MemoryEnvironment(name, kept, closed -> open.remove(key, closed));
    if (open.putIfAbsent(key, environment) != null) {
      throw new EngineException.InUse("Environment '" + name + "' at " + key + " is open.", null);
    }
    return environment;
  }

  // An environment that has been opened has a file.
  private static void mark(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve("in-memory"), new byte[0]);
    } catch (IOException e) {
      throw new EngineException("cannot write to " + directory + ": " + e, e);
    }
  }

  /** Forgets, as after a crash, that the environments were open; what they hold stays. */
  public void crash() {
    open.clear();
  }
}
