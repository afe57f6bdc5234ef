// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import porthole.capture.api.ReportedThread;
import porthole.capture.api.ThreadIdentity;

/**
 * The one id by which the threads of a capture are told apart and joined.
 *
 * <p>It is the operating system's id, as in RavenDB, unless the backend could learn fewer of those
 * than of Java's. A thread without an id of that kind gets its other one negated, so that no two
 * threads ever share an id.
 */
final class ThreadIds {

  /** Whose ids they are. */
  enum Kind {
    /** The operating system's: what {@code ps -L} and {@code top -H} show. */
    OS,
    /** Java's: {@code Thread.getId()}. */
    JAVA
  }

  private final Kind kind;
  private final Map<Long, Long> byJavaId = new HashMap<>();

  private ThreadIds(Kind kind, List<ReportedThread> threads) {
    this.kind = kind;
    for (ReportedThread thread : threads) {
      if (thread.identity.threadId() > 0) {
        byJavaId.put(thread.identity.threadId(), of(thread));
      }
    }
  }

  /** The ids that fit these threads best. */
  static ThreadIds fitting(List<ReportedThread> threads) {
    long withoutOs = without(threads, ThreadIdentity::osThreadId);
    long withoutJava = without(threads, ThreadIdentity::threadId);
    return new ThreadIds(withoutOs <= withoutJava ? Kind.OS : Kind.JAVA, threads);
  }

  Kind kind() {
    return kind;
  }

  /** The thread's id; 0 only for one that has no id of either kind. */
  long of(ReportedThread thread) {
    long os = thread.identity.osThreadId();
    long java = thread.identity.threadId();
    if (kind == Kind.OS) {
      return os > 0 ? os : -java;
    }
    return java > 0 ? java : -os;
  }

  /** The id of the thread that Java knows by {@code javaId}; 0 when it is not in the capture. */
  long ofJava(long javaId) {
    return byJavaId.getOrDefault(javaId, 0L);
  }

  private static long without(List<ReportedThread> threads, ToLongFunction<ThreadIdentity> id) {
    return threads.stream().filter(thread -> id.applyAsLong(thread.identity) <= 0).count();
  }
}
