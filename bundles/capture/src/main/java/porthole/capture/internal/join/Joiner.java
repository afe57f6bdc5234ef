// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.join;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawLock;
import porthole.capture.api.RawThread;
import porthole.capture.api.ReportedFrame;
import porthole.capture.api.ReportedThread;
import porthole.capture.api.ThreadIdentity;
import porthole.introspection.api.ThreadActivityDTO;

/** Joins names, CPU times, lock owners and owning bundles to the stacks. */
public final class Joiner {
  private final ToLongFunction<Thread> addresses;
  private final Supplier<List<ThreadActivityDTO>> board;
  private final CpuSampler cpu;
  private final LockOwners lockOwners;
  private final Function<String, String> bundleOfClass;

  /**
   * A joiner.
   *
   * @param addresses the address of a thread's JavaThread, or 0
   * @param board what the activity board says now, or nothing
   * @param bundleOfClass name and version of the bundle of a class, or empty
   */
  public Joiner(
      ToLongFunction<Thread> addresses,
      Supplier<List<ThreadActivityDTO>> board,
      CpuSampler cpu,
      LockOwners lockOwners,
      Function<String, String> bundleOfClass) {
    this.addresses = addresses;
    this.board = board;
    this.cpu = cpu;
    this.lockOwners = lockOwners;
    this.bundleOfClass = bundleOfClass;
  }

  /** The threads of {@code capture} with what is known of them from inside. */
  public List<ReportedThread> join(RawCapture capture) {
    LiveThreads live = LiveThreads.list(addresses, board);
    Map<String, String> bundles = new HashMap<>();
    Map<Long, String> names = new HashMap<>();
    List<ReportedThread> threads = new ArrayList<>(capture.threads.size());
    for (RawThread raw : capture.threads) {
      ReportedThread thread = join(raw, live);
      for (RawFrame frame : raw.frames) {
        String bundle = bundles.computeIfAbsent(frame.className(), bundleOfClass);
        thread.frames.add(new ReportedFrame(frame, bundle));
      }
      names.put(thread.identity.threadId(), thread.identity.name());
      threads.add(thread);
    }
    lockOwners.complete(threads);
    for (ReportedThread thread : threads) {
      thread.lockOwnerName = ownerName(thread.lock, names);
    }
    return threads;
  }

  /** The threads that live now, by the names they go by. */
  public List<ThreadIdentity> liveThreads() {
    return LiveThreads.list(addresses, board).identities();
  }

  private ReportedThread join(RawThread raw, LiveThreads live) {
    ReportedThread thread = new ReportedThread();
    thread.identity = identity(raw, live);
    thread.nativeThread = raw.nativeThread;
    thread.stopped = raw.stopped;
    thread.heldNanos = raw.heldNanos;
    thread.state = raw.state != null ? raw.state : live.state(thread.identity.threadId());
    thread.lock = raw.lock;
    thread.incomplete = raw.incomplete;
    long id = thread.identity.threadId();
    if (id != 0) {
      thread.cpuNanos = cpu.times().cpuNanos(id);
      thread.userNanos = cpu.times().userNanos(id);
      thread.recentCpuPercent = cpu.recentPercent(id, thread.cpuNanos);
    }
    return thread;
  }

  private static ThreadIdentity identity(RawThread raw, LiveThreads live) {
    long id = raw.threadId;
    if (id == 0 && !raw.nativeThread) {
      id = live.find(raw.javaThreadAddress, raw.osThreadId);
    }
    String name = raw.name;
    Thread thread = live.byId(id);
    if (name.isEmpty() && thread != null) {
      name = thread.getName();
    }
    return new ThreadIdentity(
        id,
        raw.osThreadId != 0 ? raw.osThreadId : live.osId(id),
        raw.javaThreadAddress != 0 ? raw.javaThreadAddress : live.address(id),
        name);
  }

  private static String ownerName(@Nullable RawLock lock, Map<Long, String> names) {
    if (lock == null || lock.ownerThreadId() == 0) {
      return "";
    }
    return names.getOrDefault(lock.ownerThreadId(), "");
  }
}
