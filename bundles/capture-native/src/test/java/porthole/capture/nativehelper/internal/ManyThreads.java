// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Threads that stay where they are, in many states and at many depths, and some that do not. */
public final class ManyThreads {
  static final int COUNT = 200;

  private final Object entered = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch latch = new CountDownLatch(1);
  private final Semaphore none = new Semaphore(0);
  private final SynchronousQueue<String> queue = new SynchronousQueue<>();
  private final ServerSocket socket;
  private final AtomicLong result = new AtomicLong();

  ManyThreads() throws IOException {
    this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  void start(int busy) throws InterruptedException {
    CountDownLatch holding = new CountDownLatch(1);
    daemon("holder", () -> hold(holding));
    holding.await();
    List<Callable<?>> waits = waits();
    for (int i = 0; i < COUNT; i++) {
      int depth = i % 41;
      Callable<?> wait = waits.get(i % waits.size());
      daemon("still-" + i, () -> recurse(depth, wait));
    }
    for (int i = 0; i < busy; i++) {
      int seed = i;
      daemon("busy-" + i, () -> churn(seed));
    }
  }

  private List<Callable<?>> waits() {
    return List.of(
        this::park,
        this::waitOnMonitor,
        this::sleep,
        this::enterMonitor,
        socket::accept,
        this::takeLock,
        this::awaitLatch,
        this::acquire,
        queue::take,
        this::throughReflection,
        this::throughStreams,
        this::inCatchBlock,
        this::joinSomebody);
  }

  private static void daemon(String name, Callable<?> work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.call();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private Object hold(CountDownLatch holding) throws InterruptedException {
    lock.lock();
    synchronized (entered) {
      holding.countDown();
      latch.await();
    }
    return entered;
  }

  private Object recurse(int depth, Callable<?> wait) throws Exception {
    return depth == 0 ? wait.call() : other(depth - 1, wait);
  }

  private Object other(int depth, Callable<?> wait) throws Exception {
    return depth == 0 ? wait.call() : recurse(depth - 1, wait);
  }

  private Object park() {
    while (latch.getCount() > 0) {
      LockSupport.park(this);
    }
    return this;
  }

  private Object waitOnMonitor() throws InterruptedException {
    Object own = new Object();
    synchronized (own) {
      while (latch.getCount() > 0) {
        own.wait();
      }
    }
    return own;
  }

  private Object sleep() throws InterruptedException {
    Thread.sleep(TimeUnit.HOURS.toMillis(1));
    return this;
  }

  private Object enterMonitor() {
    synchronized (entered) {
      return entered;
    }
  }

  private Object takeLock() {
    lock.lock();
    return lock;
  }

  private Object awaitLatch() throws InterruptedException {
    latch.await();
    return latch;
  }

  private Object acquire() throws InterruptedException {
    none.acquire();
    return none;
  }

  private Object joinSomebody() throws InterruptedException {
    Thread.currentThread().join();
    return this;
  }

  public Object throughReflection() throws ReflectiveOperationException, InterruptedException {
    try {
      return ManyThreads.class.getMethod("reflected").invoke(this);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Called by reflection. */
  public Object reflected() throws InterruptedException {
    latch.await(1, TimeUnit.HOURS);
    return this;
  }

  private Object throughStreams() {
    return IntStream.range(0, 3).boxed().flatMap(i -> Stream.of(i, awaitQuietly())).toList();
  }

  private Object inCatchBlock() {
    try {
      throw new IllegalStateException("to be caught");
    } catch (IllegalStateException e) {
      return awaitQuietly();
    } finally {
      result.incrementAndGet();
    }
  }

  private int awaitQuietly() {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private Object churn(int seed) {
    long sum = seed;
    StringBuilder text = new StringBuilder();
    while (latch.getCount() > 0) {
      sum += fibonacci(15 + (int) (sum & 3));
      text.append(sum);
      if (text.length() > 2000) {
        sum += text.toString().chars().filter(c -> c == '7').count();
        text.setLength(0);
      }
      result.addAndGet(sum & 1);
    }
    return sum;
  }

  private static long fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }
}
