// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.admin.internal.web.Refusal;
import porthole.capture.api.ReportedThread;

/**
 * Which threads are asked for.
 *
 * @param wanted their ids; empty for all threads
 */
record ThreadFilter(Set<Long> wanted) {
  private static final int MOST_IDS = 1000;

  /** Reads the values of {@code threadId}, of which there may be none. */
  static ThreadFilter parse(String @Nullable [] values) throws Refusal {
    Set<Long> ids = new LinkedHashSet<>();
    String[] given = values == null ? new String[0] : values;
    if (given.length > MOST_IDS) {
      throw Refusal.badRequest(
          "threadId is given " + given.length + " times; at most " + MOST_IDS + " are possible.");
    }
    for (String value : given) {
      try {
        ids.add(Long.parseLong(value));
      } catch (NumberFormatException e) {
        throw new Refusal(400, "threadId is '" + value + "'; expected a whole number.", "", 0, e);
      }
    }
    return new ThreadFilter(ids);
  }

  boolean takesAll() {
    return wanted.isEmpty();
  }

  /** The threads that are wanted, in the capture's order. */
  List<ReportedThread> apply(List<ReportedThread> threads, ThreadIds ids) {
    if (takesAll()) {
      return threads;
    }
    return threads.stream().filter(thread -> wanted.contains(ids.of(thread))).toList();
  }

  /** One remark for each wanted id that no thread has. */
  List<String> remarks(List<ReportedThread> threads, ThreadIds ids) {
    Set<Long> missing = new LinkedHashSet<>(wanted);
    threads.forEach(thread -> missing.remove(ids.of(thread)));
    List<String> remarks = new ArrayList<>();
    for (Long id : missing) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "No thread has the id %d (ids are %s in this capture).",
              id,
              ids.kind() == ThreadIds.Kind.OS ? "the operating system's" : "Java's"));
    }
    return remarks;
  }
}
