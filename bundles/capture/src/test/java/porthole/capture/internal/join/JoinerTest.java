// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawLock;
import porthole.capture.api.RawThread;
import porthole.capture.api.ReportedThread;
import porthole.introspection.api.ThreadActivityDTO;

class JoinerTest {
  private static final long ADDRESS = 0x7f00_1234_5000L;

  private final Thread self = Thread.currentThread();
  private final Joiner joiner =
      new Joiner(
          thread -> thread == self ? ADDRESS : 0,
          this::board,
          new CpuSampler(
              new PlatformCpuTimes(ManagementFactory.getThreadMXBean()), System::nanoTime),
          new LockOwners(ManagementFactory.getThreadMXBean()),
          name -> name.startsWith("porthole.") ? "porthole.x/1.0.0" : "");

  private List<ThreadActivityDTO> board() {
    ThreadActivityDTO entry = new ThreadActivityDTO();
    entry.threadId = self.getId();
    entry.osThreadId = 4711;
    return List.of(entry);
  }

  @Test
  void aThreadIsFoundByTheAddressOfItsJavaThread() {
    RawThread raw = new RawThread();
    raw.javaThreadAddress = ADDRESS;
    ReportedThread thread = join(raw).get(0);
    assertThat(thread.identity.threadId()).isEqualTo(self.getId());
    assertThat(thread.identity.name()).isEqualTo(self.getName());
    assertThat(thread.cpuNanos).isPositive();
    assertThat(thread.userNanos).isNotNegative();
  }

  @Test
  void aThreadIsFoundByItsOsId() {
    RawThread raw = new RawThread();
    raw.osThreadId = 4711;
    assertThat(join(raw).get(0).identity.threadId()).isEqualTo(self.getId());
  }

  @Test
  void whatTheBackendDidNotSeeIsAddedFromInside() {
    RawThread raw = new RawThread();
    raw.threadId = self.getId();
    ReportedThread thread = join(raw).get(0);
    assertThat(thread.identity.osThreadId()).isEqualTo(4711);
    assertThat(thread.identity.javaThreadAddress()).isEqualTo(ADDRESS);
  }

  @Test
  void aThreadThatNobodyKnowsStaysAsItWasSeen() {
    RawThread raw = new RawThread();
    raw.osThreadId = 99;
    raw.nativeThread = true;
    raw.name = "VM Thread";
    ReportedThread thread = join(raw).get(0);
    assertThat(thread.identity.threadId()).isZero();
    assertThat(thread.identity.name()).isEqualTo("VM Thread");
    assertThat(thread.cpuNanos).isEqualTo(-1);
  }

  @Test
  void theOwnerOfALockIsNamed() {
    RawThread owner = new RawThread();
    owner.threadId = 12;
    owner.name = "owner";
    RawThread waiter = new RawThread();
    waiter.threadId = 13;
    waiter.lock = new RawLock("a.Lock", "0x1", false, 12);
    assertThat(join(waiter, owner).get(0).lockOwnerName).isEqualTo("owner");
  }

  @Test
  void theOwnerOfALockThatAThreadParksForIsAskedOfTheJvm() throws InterruptedException {
    ReentrantLock held = new ReentrantLock();
    Thread parked = new Thread(() -> lockAndUnlock(held));
    held.lock();
    try {
      parked.start();
      while (parked.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      RawThread waiter = new RawThread();
      waiter.threadId = parked.getId();
      waiter.lock = new RawLock(ReentrantLock.class.getName() + "$NonfairSync", "0x1", true, 0);
      RawThread mistaken = new RawThread();
      mistaken.threadId = parked.getId();
      mistaken.lock = new RawLock("another.Lock", "0x2", true, 0);
      RawThread owner = new RawThread();
      owner.threadId = self.getId();

      List<ReportedThread> threads = join(waiter, mistaken, owner);
      assertThat(threads.get(0).lock.ownerThreadId()).isEqualTo(self.getId());
      assertThat(threads.get(0).lockOwnerName).isEqualTo(self.getName());
      assertThat(threads.get(1).lock.ownerThreadId()).isZero();
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

  @Test
  void eachFrameNamesItsBundle() {
    RawThread raw = new RawThread();
    raw.frames.add(new RawFrame("porthole.a.B", "m", "B.java", 3));
    raw.frames.add(new RawFrame("java.lang.Thread", "run", "Thread.java", 4));
    assertThat(join(raw).get(0).frames)
        .extracting(f -> f.bundle())
        .containsExactly("porthole.x/1.0.0", "");
  }

  private List<ReportedThread> join(RawThread... raw) {
    RawCapture capture = new RawCapture();
    capture.threads.addAll(List.of(raw));
    return joiner.join(capture);
  }
}
