// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A capture as the server tells it.
 *
 * @param heading one line each: when, by what, at what cost, and what went wrong on the way
 * @param stacks in the server's order
 */
record Capture(List<String> heading, List<Stack> stacks) {

  /** The same with one line more in its heading. */
  Capture with(String line) {
    List<String> lines = new ArrayList<>(heading);
    lines.add(line);
    return new Capture(lines, stacks);
  }

  /** What a thread is at; the order is that of its urgency. */
  enum Condition {
    /** Kept from going on by another thread. */
    BLOCKED,
    /** Has marked what it does, or uses the CPU. */
    WORKING,
    /** Takes this very capture. */
    LOOKING,
    /** Waits for something to do. */
    IDLE;

    /** What is shown together. */
    Condition group() {
      return this == BLOCKED ? WORKING : this;
    }
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
