// SPDX-License-Identifier: Apache-2.0
package porthole.itests.container;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Asks again until the answer is there. */
final class Await {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Await() {}

  /** The first answer that is one. */
  static <T> T until(String what, Callable<Optional<T>> question) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> answer = question.call();
      if (answer.isPresent()) {
        return answer.get();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new AssertionError("Waited " + PATIENCE.toSeconds() + " s in vain until " + what);
  }

  /** Until the condition holds. */
  static void untilTrue(String what, Callable<Boolean> condition) throws Exception {
    until(what, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  /** The service, as soon as it is there. */
  static <T> T service(BundleContext context, Class<T> type) throws InterruptedException {
    ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
    tracker.open();
    T service = tracker.waitForService(PATIENCE.toMillis());
    if (service == null) {
      throw new AssertionError("no service " + type.getName());
    }
    return service;
  }
}
