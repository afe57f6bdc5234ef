// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import porthole.benchmarks.harness.Clock;

/** Sends one request after the other until the time is over, and keeps how long each took. */
final class Worker implements Runnable {
  private final IntConsumer request;
  private final int documents;
  private final long deadline;
  private final SplittableRandom random;
  private final List<Double> milliseconds = new ArrayList<>();

  /**
   * One client.
   *
   * @param request about a document of that number
   * @param documents below which numbers are
   * @param deadline by {@link Clock#nanos}
   */
  Worker(IntConsumer request, int documents, long deadline, long seed) {
    this.request = request;
    this.documents = documents;
    this.deadline = deadline;
    random = new SplittableRandom(seed);
  }

  @Override
  public void run() {
    while (true) {
      long begin = Clock.nanos();
      if (begin >= deadline) {
        return;
      }
      request.accept(random.nextInt(documents));
      milliseconds.add((Clock.nanos() - begin) / 1e6);
    }
  }

  /** To be asked for after it has ended. */
  List<Double> milliseconds() {
    return milliseconds;
  }
}
