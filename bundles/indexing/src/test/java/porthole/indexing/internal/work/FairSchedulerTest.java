// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FairSchedulerTest {
  private final Deque<Runnable> handedOver = new ArrayDeque<>();
  private final AtomicInteger limit = new AtomicInteger(1);
  private final FairScheduler scheduler = new FairScheduler(handedOver::add, limit::get);
  private final List<String> steps = new ArrayList<>();

  private FairScheduler.Task task(String name, int count) {
    AtomicInteger left = new AtomicInteger(count);
    return () -> {
      steps.add(name);
      return left.decrementAndGet() > 0;
    };
  }

  private void runAll() {
    while (!handedOver.isEmpty()) {
      handedOver.remove().run();
    }
  }

  @Test
  void groupsTakeTurnsHoweverManyTasksTheyHave() {
    scheduler.wake("many", task("m1", 2));
    scheduler.wake("many", task("m2", 2));
    scheduler.wake("many", task("m3", 2));
    scheduler.wake("few", task("f", 3));
    runAll();
    assertThat(steps).containsExactly("m1", "f", "m2", "f", "m3", "f", "m1", "m2", "m3");
  }

  @Test
  void aTaskThatIsWokenWhileItWaitsRunsOnce() {
    FairScheduler.Task task = task("a", 1);
    scheduler.wake("g", task);
    scheduler.wake("g", task);
    runAll();
    assertThat(steps).containsExactly("a");
  }

  @Test
  void aTaskThatIsWokenWhileItRunsRunsAgain() {
    FairScheduler.Task[] self = new FairScheduler.Task[1];
    self[0] =
        () -> {
          steps.add("a");
          if (steps.size() == 1) {
            scheduler.wake("g", self[0]);
          }
          return false;
        };
    scheduler.wake("g", self[0]);
    runAll();
    assertThat(steps).containsExactly("a", "a");
  }

  @Test
  void usesNoMoreThreadsThanItMay() {
    for (int i = 0; i < 5; i++) {
      scheduler.wake("g" + i, task("t" + i, 1));
    }
    assertThat(handedOver).hasSize(1);
    runAll();
    limit.set(3);
    for (int i = 0; i < 5; i++) {
      scheduler.wake("g" + i, task("t" + i, 1));
    }
    assertThat(handedOver).hasSize(3);
    runAll();
    assertThat(steps).hasSize(10);
  }

  @Test
  void aTaskThatThrowsHoldsUpNoOther() {
    scheduler.wake(
        "g",
        () -> {
          throw new IllegalStateException("test");
        });
    scheduler.wake("h", task("a", 1));
    runAll();
    scheduler.wake("h", task("b", 1));
    runAll();
    assertThat(steps).containsExactly("a", "b");
  }

  @Test
  void losesNoWakeUpAmongManyThreads() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    FairScheduler shared = new FairScheduler(threads, () -> 4);
    int tasks = 20;
    int wakes = 2_000;
    CountDownLatch served = new CountDownLatch(tasks);
    AtomicInteger twice = new AtomicInteger();
    AtomicInteger[] asked = new AtomicInteger[tasks];
    FairScheduler.Task[] all = new FairScheduler.Task[tasks];
    for (int i = 0; i < tasks; i++) {
      AtomicInteger mine = new AtomicInteger();
      AtomicInteger inside = new AtomicInteger();
      asked[i] = mine;
      all[i] =
          () -> {
            twice.addAndGet(inside.getAndIncrement());
            boolean last = mine.get() == wakes;
            inside.decrementAndGet();
            if (last && mine.compareAndSet(wakes, wakes + 1)) {
              served.countDown();
            }
            return false;
          };
    }
    for (int wake = 0; wake < wakes; wake++) {
      for (int i = 0; i < tasks; i++) {
        asked[i].incrementAndGet();
        shared.wake("g" + i % 3, all[i]);
      }
    }
    assertThat(served.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(twice).hasValue(0);
    threads.shutdown();
  }
}
