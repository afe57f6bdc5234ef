// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of this bundle. None is ever interrupted. */
final class BackgroundThreads {
  // More calls than this hang only when something is thoroughly wrong; new ones are then refused.
  private static final int MAX_CALLS = 16;

  final ExecutorService captures = Executors.newSingleThreadExecutor(named("porthole-capture"));
  final ExecutorService calls =
      new ThreadPoolExecutor(
          0,
          MAX_CALLS,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          named("porthole-capture-call"));
  final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(named("porthole-cpu-sampler"));

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  void shutdown() {
    sampler.shutdown();
    captures.shutdown();
    calls.shutdown();
  }
}
