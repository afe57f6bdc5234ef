// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import porthole.benchmarks.harness.Clock;
import porthole.benchmarks.harness.Statistics;

/**
 * How much less the busy threads of a target get done while it is captured once a second. In each
 * group of windows every tool has one, and so has none, in an order that is drawn.
 */
final class Loss {
  private static final long SECOND = 1_000_000_000;
  private static final int WARM_UP_SECONDS = 15;

  private final Target target;
  private final List<Tool> tools;
  private final Random random;
  private final List<Window> windows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * A stretch of time.
   *
   * @param group which comparison it belongs to
   * @param place its place in the group's order
   * @param rate rounds of work a second, of all busy threads
   */
  record Window(int group, int place, String tool, double rate, int captures) {}

  /** The first tool is what the others are compared with. */
  Loss(Target target, List<Tool> tools, Random random) {
    this.target = target;
    this.tools = tools;
    this.random = random;
  }

  void run(int groups, int seconds) throws IOException, InterruptedException {
    for (Tool tool : tools) {
      Measuring.warmUp(tool, target);
      window(-1, 0, tool, Math.max(1, Math.min(WARM_UP_SECONDS, seconds * 3)));
    }
    windows.clear();
    failures.clear();
    for (int group = 0; group < groups; group++) {
      List<Tool> order = new ArrayList<>(tools);
      Collections.shuffle(order, random);
      for (int place = 0; place < order.size(); place++) {
        window(group, place, order.get(place), seconds);
      }
    }
  }

  private void window(int group, int place, Tool tool, int seconds)
      throws IOException, InterruptedException {
    Target.Usage begin = target.usage();
    long zero = Clock.nanos();
    int captures = 0;
    for (int second = 0; second < seconds; second++) {
      Clock.restUntil(zero + second * SECOND + SECOND / 2);
      try {
        tool.run(target);
        captures++;
      } catch (IOException e) {
        failures.add(tool.name() + ": " + e.getMessage());
      }
    }
    Clock.restUntil(zero + seconds * SECOND);
    Target.Usage end = target.usage();
    double rate = (end.work() - begin.work()) * 1e9 / (end.nanos() - begin.nanos());
    windows.add(new Window(group, place, tool.name(), rate, captures));
  }

  /** Captures that did not succeed, each with its reason. */
  List<String> failures() {
    return failures;
  }

  List<Window> windows() {
    return windows;
  }

  /** Percent of its throughput that the target lost to a tool, group by group. */
  static Statistics percentLost(List<Window> windows, String tool) {
    List<Double> losses = new ArrayList<>();
    for (Window with : windows) {
      if (with.tool().equals(tool)) {
        windows.stream()
            .filter(w -> w.group() == with.group() && w.tool().equals(Tools.NOTHING))
            .forEach(without -> losses.add(100 * (1 - with.rate() / without.rate())));
      }
    }
    return Statistics.of(losses);
  }
}
