// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.session;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import porthole.lib.capture.grant.YamaRight;

/** What a bundle that has a helper needs besides: threads to work with, which end when it stops. */
public final class HelperThreads implements AutoCloseable {
  private final ExecutorService starting;
  private final ExecutorService listening;

  /** Threads whose names begin with {@code name}. */
  public HelperThreads(String name) {
    this.starting = Executors.newSingleThreadExecutor(named(name + "-start"));
    this.listening = Executors.newCachedThreadPool(named(name + "-listen"));
  }

  /** A backend that works with helpers of {@code kind} on these threads. */
  public HelperBackend backend(HelperBackend.Kind kind) {
    return new HelperBackend(
        kind,
        new YamaRight(YamaRight.YAMA),
        new HelperBackend.Threads(starting, listening),
        System::nanoTime);
  }

  /** Runs something beside. */
  public void run(Runnable work) {
    listening.execute(work);
  }

  /**
   * Where a helper's program is put.
   *
   * @param folder the one that the framework gives the bundle, or null when it has none
   */
  public static Path folder(@Nullable File folder) throws IOException {
    if (folder == null) {
      throw new IOException("The framework has no folder for this bundle's files.");
    }
    return folder.toPath();
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** No thread begins anything more; what runs goes on to its end. */
  @Override
  public void close() {
    starting.shutdown();
    listening.shutdown();
  }
}
