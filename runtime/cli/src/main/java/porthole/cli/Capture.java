// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.lib.capture.condition.Condition;

/**
 * A capture as the server tells it.
 *
 * @param heading one line each: when, by what, at what cost, and what went wrong on the way
 * @param stacks in the server's order
 * @param virtualThreads those that no thread carries, or null when they were not asked for
 */
record Capture(List<String> heading, List<Stack> stacks, @Nullable VirtualThreads virtualThreads) {

  /** Of no virtual threads. */
  Capture(List<String> heading, List<Stack> stacks) {
    this(heading, stacks, null);
  }

  /** The same with one line more in its heading. */
  Capture with(String line) {
    List<String> lines = new ArrayList<>(heading);
    lines.add(line);
    return new Capture(lines, stacks, virtualThreads);
  }

  /** Threads at the same place; the most urgent first. */
  record Stack(List<Frame> frames, List<CapturedThread> threads) {

    Condition condition() {
      return threads.isEmpty() ? Condition.IDLE : threads.get(0).condition();
    }

    double cpu() {
      return threads.stream().mapToDouble(thread -> Math.max(0, thread.cpu())).sum();
    }

    boolean marked() {
      return threads.stream().anyMatch(thread -> !thread.activities().isEmpty());
    }
  }

  /**
   * Virtual threads that no thread carries.
   *
   * @param summary in one line
   * @param stacks with the threads' names
   */
  record VirtualThreads(String summary, List<VirtualStack> stacks) {}

  /** Virtual threads at the same place. */
  record VirtualStack(String state, List<String> names, List<Frame> frames) {}

  /** One frame; the bundle is empty for the JDK's. */
  record Frame(String text, String bundle) {}

  /**
   * One thread.
   *
   * @param cpu share of one CPU in percent, or -1
   * @param activities from the innermost to the outermost
   * @param lock what it waits for in words, or empty
   * @param fields what else the server says of it
   */
  record CapturedThread(
      Identity identity,
      Condition condition,
      double cpu,
      List<Activity> activities,
      String lock,
      Map<String, JsonElement> fields) {}

  /** How a thread is called and what state it is in. */
  record Identity(long id, String name, String state, String incomplete) {}

  /**
   * What a thread has marked.
   *
   * @param elapsedMillis how long it has lasted, or null
   */
  record Activity(Subject subject, @Nullable Double elapsedMillis, String detail, long count) {}

  /** What is done, and for whom. */
  record Subject(String kind, String job, String database, long requestId) {}
}
