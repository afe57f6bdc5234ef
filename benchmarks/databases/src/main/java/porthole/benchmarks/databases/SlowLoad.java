// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets the load of a database take as long as wanted: the first file that RocksDB opens is a pipe
 * that nobody writes to, so its opening hangs within the engine. The database must not be open.
 */
final class SlowLoad {
  private final Path file;
  private final Path kept;
  private final Path pipe;

  SlowLoad(Path directory, Path scratch) throws IOException {
    file = directory.resolve("CURRENT");
    kept = Files.copy(file, scratch.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
    pipe = scratch.resolve("pipe");
    makePipe();
    Files.delete(file);
    Files.createLink(file, pipe);
  }

  private void makePipe() throws IOException {
    Files.deleteIfExists(pipe);
    Process process = new ProcessBuilder(List.of("mkfifo", pipe.toString())).inheritIO().start();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("mkfifo failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Lets the load go on, or fail: then the next one is quick. */
  void release() throws IOException {
    byte[] content = Files.readAllBytes(kept);
    Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.write(pipe, content);
    } catch (IOException e) {
      // Who has the pipe open may close it as soon as it could be opened.
    }
  }
}
