// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.join;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.ThreadIdentity;
import porthole.introspection.api.ThreadActivityDTO;

/** The threads that live now, by each of the names they go by. Listing them stops none of them. */
final class LiveThreads {
  private final Map<Long, Thread> byId = new HashMap<>();
  private final Map<Long, Long> osIdById = new HashMap<>();
  private final Map<Long, Long> idByOsId = new HashMap<>();
  private final ToLongFunction<Thread> addresses;
  private @Nullable Map<Long, Long> idByAddress;

  private LiveThreads(ToLongFunction<Thread> addresses) {
    this.addresses = addresses;
  }

  /**
   * Lists the threads that live now.
   *
   * @param addresses the address of a thread's JavaThread, or 0
   * @param board what the activity board says, or nothing
   */
  static LiveThreads list(
      ToLongFunction<Thread> addresses, Supplier<List<ThreadActivityDTO>> board) {
    LiveThreads live = new LiveThreads(addresses);
    for (Thread thread : all()) {
      live.byId.put(thread.getId(), thread);
    }
    for (ThreadActivityDTO entry : board.get()) {
      if (entry.osThreadId != 0) {
        live.osIdById.put(entry.threadId, entry.osThreadId);
        live.idByOsId.put(entry.osThreadId, entry.threadId);
      }
    }
    return live;
  }

  private static Thread[] all() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    // enumerate() leaves out what does not fit, so there must be room to spare.
    Thread[] threads = new Thread[group.activeCount() + 16];
    int count = group.enumerate(threads, true);
    while (count == threads.length) {
      threads = new Thread[threads.length * 2];
      count = group.enumerate(threads, true);
    }
    Thread[] exact = new Thread[count];
    System.arraycopy(threads, 0, exact, 0, count);
    return exact;
  }

  List<ThreadIdentity> identities() {
    List<ThreadIdentity> identities = new ArrayList<>(byId.size());
    byId.forEach(
        (id, thread) ->
            identities.add(
                new ThreadIdentity(id, osId(id), addresses.applyAsLong(thread), thread.getName())));
    return Collections.unmodifiableList(identities);
  }

  @Nullable Thread byId(long threadId) {
    return byId.get(threadId);
  }

  /** The state of a thread now, or null where there is no such thread. */
  Thread.@Nullable State state(long threadId) {
    Thread thread = byId.get(threadId);
    return thread == null ? null : thread.getState();
  }

  /** The OS id of a thread, or 0. */
  long osId(long threadId) {
    return osIdById.getOrDefault(threadId, 0L);
  }

  /** The id of the thread at {@code address}, or with the OS id {@code osId}, or 0. */
  long find(long address, long osId) {
    long found = address == 0 ? 0 : idsByAddress().getOrDefault(address, 0L);
    return found != 0 || osId == 0 ? found : idByOsId.getOrDefault(osId, 0L);
  }

  /** The address of a thread's JavaThread, or 0. */
  long address(long threadId) {
    Thread thread = byId.get(threadId);
    return thread == null ? 0 : addresses.applyAsLong(thread);
  }

  private Map<Long, Long> idsByAddress() {
    if (idByAddress == null) {
      Map<Long, Long> ids = new HashMap<>();
      byId.forEach((id, thread) -> ids.put(addresses.applyAsLong(thread), id));
      ids.remove(0L);
      idByAddress = ids;
    }
    return idByAddress;
  }
}
