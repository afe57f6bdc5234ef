// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks again until the answer is there. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Await() {}

  /** The first answer that is one. */
  public static <T> T until(String what, Callable<Optional<T>> question) throws Exception {
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
  public static void untilTrue(String what, Callable<Boolean> condition) throws Exception {
    until(what, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }
}
