// SPDX-License-Identifier: Apache-2.0
package porthole.capture.inprocess.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawLock;
import porthole.capture.api.RawThread;

class ThreadDumpBackendTest {
  private final ThreadDumpBackend backend = new ThreadDumpBackend();

  @Test
  void theCallingThreadIsSeenWithItsOwnFrames() {
    RawThread self = find(capture(), Thread.currentThread());
    assertThat(self.name).isEqualTo(Thread.currentThread().getName());
    assertThat(self.state).isEqualTo(Thread.State.RUNNABLE);
    assertThat(self.frames)
        .extracting(RawFrame::className, RawFrame::method)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                getClass().getName(), "theCallingThreadIsSeenWithItsOwnFrames"));
  }

  @Test
  void aBlockedThreadShowsTheLockAndItsOwner() throws InterruptedException {
    Object monitor = new Object();
    CountDownLatch begun = new CountDownLatch(1);
    Thread blocked =
        new Thread(
            () -> {
              begun.countDown();
              synchronized (monitor) {
                assertThat(monitor).isNotNull();
              }
            });
    synchronized (monitor) {
      blocked.start();
      begun.await();
      awaitState(blocked, Thread.State.BLOCKED);
      RawLock lock = find(capture(), blocked).lock;
      assertThat(lock.className()).isEqualTo("java.lang.Object");
      assertThat(lock.waiting()).isFalse();
      assertThat(lock.ownerThreadId()).isEqualTo(Thread.currentThread().getId());
    }
    blocked.join();
  }

  @Test
  void aThreadThatParksForALockShowsItsOwner() throws InterruptedException {
    ReentrantLock held = new ReentrantLock();
    Thread parked = new Thread(() -> lockAndUnlock(held));
    held.lock();
    try {
      parked.start();
      awaitState(parked, Thread.State.WAITING);
      RawLock lock = find(capture(), parked).lock;
      assertThat(lock.waiting()).isTrue();
      assertThat(lock.ownerThreadId()).isEqualTo(Thread.currentThread().getId());
    } finally {
      held.unlock();
    }
    parked.join();
  }

  private static void lockAndUnlock(ReentrantLock lock) {
    lock.lock();
    try {
      assertThat(lock.isHeldByCurrentThread()).isTrue();
    } finally {
      lock.unlock();
    }
  }

  private RawCapture capture() {
    return backend.capture(new CaptureRequest(Long.MAX_VALUE));
  }

  private static void awaitState(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }

  private static RawThread find(RawCapture capture, Thread thread) {
    return capture.threads.stream()
        .filter(t -> t.threadId == thread.getId())
        .findFirst()
        .orElseThrow();
  }
}
