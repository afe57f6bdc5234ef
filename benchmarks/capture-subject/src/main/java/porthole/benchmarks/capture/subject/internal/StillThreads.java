// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture.subject.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Threads that wait in one of eight ways, below 0 to 40 calls, until they are closed. */
final class StillThreads implements AutoCloseable {
  private static final int DEPTHS = 41;

  private final CountDownLatch end = new CountDownLatch(1);
  private final Object monitor = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private final SynchronousQueue<Object> queue = new SynchronousQueue<>();
  private final ServerSocket socket;
  private final ThreadGroup group = new ThreadGroup("benchmark-still");

  private StillThreads() throws IOException {
    this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  static StillThreads start(int count) throws IOException, InterruptedException {
    StillThreads threads = new StillThreads();
    CountDownLatch holding = new CountDownLatch(1);
    threads.start("holder", () -> threads.hold(holding));
    holding.await();
    List<Callable<?>> waits = threads.waits();
    for (int i = 1; i < count; i++) {
      int depth = i % DEPTHS;
      Callable<?> wait = waits.get(i % waits.size());
      threads.start("still-" + i, () -> threads.descend(depth, wait));
    }
    return threads;
  }

  private List<Callable<?>> waits() {
    return List.of(
        this::park,
        this::waitForNotify,
        this::sleep,
        this::enterMonitor,
        socket::accept,
        this::takeLock,
        this::awaitEnd,
        queue::take);
  }

  private void start(String name, Callable<?> work) {
    Thread thread = new Thread(group, () -> runUntilClosed(work), name, 0);
    thread.setDaemon(true);
    thread.start();
  }

  private void runUntilClosed(Callable<?> work) {
    try {
      work.call();
    } catch (Exception e) {
      if (end.getCount() > 0) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Object hold(CountDownLatch holding) throws InterruptedException {
    lock.lock();
    try {
      synchronized (monitor) {
        holding.countDown();
        return awaitEnd();
      }
    } finally {
      lock.unlock();
    }
  }

  private Object descend(int depth, Callable<?> wait) throws Exception {
    return depth == 0 ? wait.call() : descend(depth - 1, wait);
  }

  private Object park() {
    while (end.getCount() > 0) {
      LockSupport.park(this);
    }
    return this;
  }

  private Object waitForNotify() throws InterruptedException {
    Object own = new Object();
    synchronized (own) {
      while (end.getCount() > 0) {
        own.wait();
      }
    }
    return own;
  }

  private Object sleep() throws InterruptedException {
    Thread.sleep(TimeUnit.DAYS.toMillis(1));
    return this;
  }

  private Object enterMonitor() {
    synchronized (monitor) {
      return monitor;
    }
  }

  private Object takeLock() {
    lock.lock();
    try {
      return lock;
    } finally {
      lock.unlock();
    }
  }

  private Object awaitEnd() throws InterruptedException {
    end.await();
    return end;
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    socket.close();
    // They wait for nothing but this, and none is inside storage.
    group.interrupt();
  }
}
