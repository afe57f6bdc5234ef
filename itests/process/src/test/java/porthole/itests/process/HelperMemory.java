// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Looks, all the time, at how much memory the helpers of a server have. */
final class HelperMemory implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  // By process, in KiB.
  private final Map<Long, Long> most = new HashMap<>();
  private final List<Path> lists;
  private final Thread thread = new Thread(this::watch, "memory of helpers");
  private volatile boolean closed;

  /** Watches the children of those threads of the server whose names begin so. */
  HelperMemory(ServerProcess server, String threadNames) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + server.pid() + "/task"))) {
      this.lists =
          tasks
              .filter(task -> read(task.resolve("comm")).startsWith(threadNames))
              .map(task -> task.resolve("children"))
              .filter(Files::exists)
              .toList();
    }
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (!closed) {
      for (Path list : lists) {
        for (String pid : read(list).split(" ", -1)) {
          if (!pid.isBlank()) {
            look(Long.parseLong(pid.strip()));
          }
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void look(long pid) {
    Proc child = new Proc(pid);
    // Until it executes the helper, a child shows its parent's memory.
    if (child.program().startsWith("porthole-capture")) {
      child.mostMemory().ifPresent(kib -> most.merge(pid, kib, Math::max));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  /** Empty where the kernel does not list children by thread. */
  Map<Long, Long> mostByProcess() throws InterruptedException {
    close();
    return most;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
