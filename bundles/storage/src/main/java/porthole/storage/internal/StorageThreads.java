// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that databases are loaded and unloaded on; none while there is nothing to do. */
final class StorageThreads implements AutoCloseable {
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor loads;
  private final ExecutorService lifecycles;

  StorageThreads(int concurrentLoads) {
    loads =
        new ThreadPoolExecutor(
            concurrentLoads,
            concurrentLoads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("porthole-storage-load-"));
    loads.allowCoreThreadTimeOut(true);
    lifecycles = Executors.newCachedThreadPool(named("porthole-storage-unload-"));
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  ExecutorService loads() {
    return loads;
  }

  ExecutorService lifecycles() {
    return lifecycles;
  }

  /** Ends idle threads, and the others when they are done. Interrupts nothing. */
  @Override
  public void close() {
    loads.shutdown();
    lifecycles.shutdown();
  }
}
