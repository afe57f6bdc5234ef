// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import porthole.benchmarks.harness.Clock;

/** Runs tools in turn on one target, round after round, each round beginning with another tool. */
final class Measuring {
  private static final int WARM_UP = 60;
  private static final long SETTLE_MILLIS = 150;

  /** What takes longer runs only once: its figures need no more precision. */
  private static final long ONCE_NANOS = 15_000_000_000L;

  private final Target target;
  private final List<Tool> tools;
  private final Consumer<String> progress;
  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();
  private final Set<String> runOnce = new HashSet<>();
  private final List<String> remarks = new ArrayList<>();

  Measuring(Target target, List<Tool> tools, Consumer<String> progress) {
    this.target = target;
    this.tools = new ArrayList<>(tools);
    this.progress = progress;
  }

  /**
   * Runs them all.
   *
   * @param slowRounds in how many of the rounds the slow tools take part
   */
  void run(int rounds, int slowRounds) throws IOException, InterruptedException {
    warmUp();
    for (int round = 0; round < rounds; round++) {
      boolean slowToo = (long) round * slowRounds / rounds != (round - 1L) * slowRounds / rounds;
      List<Tool> order = new ArrayList<>(tools);
      Collections.rotate(order, -round);
      for (Tool tool : order) {
        if (takesPart(tool, slowToo || round == 0)) {
          measure(tool, round);
        }
      }
    }
  }

  private boolean takesPart(Tool tool, boolean slowToo) {
    return (!tool.isSlow() || (slowToo && !runOnce.contains(tool.name())))
        && !leftOut.containsKey(tool.name());
  }

  /** All tools, as often as each needs; what fails here is left out, and said. */
  private void warmUp() throws InterruptedException {
    for (Tool tool : tools) {
      try {
        warmUp(tool, target);
      } catch (IOException e) {
        leaveOut(tool, e);
      }
    }
  }

  /** What runs inside the server is compiled by then, as it is in one that is looked at often. */
  static void warmUp(Tool tool, Target target) throws IOException, InterruptedException {
    int times = tool.isSlow() ? 0 : isInside(tool) ? WARM_UP : 2;
    for (int i = 0; i < times; i++) {
      tool.run(target);
    }
  }

  private static boolean isInside(Tool tool) {
    return tool.name().equals(Tools.ROUTE) || tool.name().equals(Tools.IN_PROCESS);
  }

  private void measure(Tool tool, int round) throws IOException, InterruptedException {
    Clock.rest(SETTLE_MILLIS);
    long offset = target.safepoints().end();
    Target.Usage before = target.usage();
    Tool.Outcome outcome;
    try {
      outcome = tool.run(target);
    } catch (IOException e) {
      leaveOut(tool, e);
      return;
    }
    Target.Usage after = target.usage();
    noteLength(tool, outcome);
    Clock.rest(SETTLE_MILLIS);
    long children = target.usage().childrenCpuNanos() - before.childrenCpuNanos();
    List<SafepointLog.Safepoint> all = target.safepoints().since(offset);
    List<Long> dumps =
        all.stream()
            .filter(SafepointLog.Safepoint::isThreadDump)
            .map(SafepointLog.Safepoint::nanos)
            .toList();
    samples.add(
        new Sample(
            new Sample.Key(target.shape().toString(), tool.name(), round),
            outcome.wallNanos(),
            outcome.cpuNanos() + children,
            after.cpuNanos() - before.cpuNanos(),
            outcome.freezes().with(dumps, after.threads()),
            all.size() - dumps.size()));
  }

  private void noteLength(Tool tool, Tool.Outcome outcome) {
    if (tool.isSlow() && outcome.wallNanos() > ONCE_NANOS) {
      runOnce.add(tool.name());
    }
    if (outcome.ended()) {
      String seconds = outcome.wallNanos() / 1_000_000_000 + " s";
      remarks.add(tool.name() + " was ended after " + seconds + ": it takes and freezes longer.");
    }
  }

  private void leaveOut(Tool tool, IOException e) {
    String why = tool.name() + " is left out for " + target.shape() + ": " + e.getMessage();
    leftOut.put(tool.name(), why);
    samples.removeIf(sample -> sample.key().tool().equals(tool.name()));
    progress.accept(why);
  }

  List<Sample> samples() {
    return samples;
  }

  /** What to know beside the samples: what is left out, and what was ended. */
  List<String> remarks() {
    remarks.addAll(leftOut.values());
    return remarks;
  }
}
