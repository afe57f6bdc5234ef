// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.join;

import java.lang.management.LockInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import porthole.capture.api.RawLock;
import porthole.capture.api.ReportedThread;

/**
 * Asks the JVM for the locks, and for the owners of locks, that a backend could not see.
 *
 * <p>Some backends see no locks at all. Others see who is in a monitor, but of a {@code
 * ReentrantLock} only that a thread parks for it. The JVM tells its owner without stopping a
 * thread; since that is a moment after the stacks were taken, it is believed only when the thread
 * still waits for a lock of the same class.
 */
public final class LockOwners {
  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private final Function<long[], ThreadInfo[]> infos;

  /** Asks {@code threads}. */
  public LockOwners(ThreadMXBean threads) {
    // Without stacks: those would take a safepoint.
    this(ids -> threads.getThreadInfo(ids, 0));
  }

  LockOwners(Function<long[], ThreadInfo[]> infos) {
    this.infos = infos;
  }

  /** Completes the locks of {@code threads}. */
  void complete(List<ReportedThread> threads) {
    List<ReportedThread> asked = new ArrayList<>();
    for (ReportedThread thread : threads) {
      if (thread.identity.threadId() > 0 && lacksAnOwner(thread)) {
        asked.add(thread);
      }
    }
    long[] ids = asked.stream().mapToLong(thread -> thread.identity.threadId()).toArray();
    ThreadInfo[] answers = ids.length == 0 ? new ThreadInfo[0] : infos.apply(ids);
    for (int i = 0; i < answers.length; i++) {
      if (answers[i] != null) {
        complete(asked.get(i), answers[i]);
      }
    }
  }

  private static boolean lacksAnOwner(ReportedThread thread) {
    if (thread.lock != null) {
      return thread.lock.ownerThreadId() == 0;
    }
    return thread.state != null && WAITING.contains(thread.state);
  }

  private static void complete(ReportedThread thread, ThreadInfo info) {
    RawLock lock = thread.lock;
    LockInfo now = info.getLockInfo();
    if (lock == null && now != null && info.getThreadState() == thread.state) {
      String identity = "0x" + Integer.toHexString(now.getIdentityHashCode());
      boolean waiting = thread.state != Thread.State.BLOCKED;
      long owner = Math.max(0, info.getLockOwnerId());
      thread.lock = new RawLock(now.getClassName(), identity, waiting, owner);
      return;
    }
    if (lock != null
        && now != null
        && now.getClassName().equals(lock.className())
        && info.getLockOwnerId() > 0) {
      thread.lock =
          new RawLock(lock.className(), lock.identity(), lock.waiting(), info.getLockOwnerId());
    }
  }
}
