// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The result of a run, for programs: comma-separated, one line a run. */
final class RawResults {
  private RawResults() {}

  static String samples(List<Sample> samples) {
    return "target,tool,round,wall_us,tool_cpu_us,server_cpu_us,longest_freeze_us,sum_of_freezes_us,"
        + "threads_frozen,other_safepoints,holds_us\n"
        + samples.stream().map(RawResults::line).collect(Collectors.joining());
  }

  private static String line(Sample sample) {
    return String.join(
            ",",
            quoted(sample.key().target()),
            quoted(sample.key().tool()),
            Integer.toString(sample.key().round()),
            micros(sample.wallNanos()),
            micros(sample.toolCpuNanos()),
            micros(sample.serverCpuNanos()),
            micros(sample.freezes().longestNanos()),
            micros(sample.freezes().sumNanos()),
            Integer.toString(sample.freezes().threads()),
            Integer.toString(sample.otherSafepoints()),
            holds(sample))
        + "\n";
  }

  /** Only of those that hold few: a tool that holds all holds them about equally long. */
  private static String holds(Sample sample) {
    List<Long> holds = sample.freezes().holds();
    return holds.size() > 20
        ? ""
        : holds.stream().map(RawResults::micros).collect(Collectors.joining(" "));
  }

  static String windows(List<Loss.Window> windows) {
    return "group,place,tool,rounds_a_second,captures\n"
        + windows.stream()
            .map(
                window ->
                    String.format(
                        Locale.ROOT,
                        "%d,%d,%s,%.2f,%d%n",
                        window.group(),
                        window.place(),
                        quoted(window.tool()),
                        window.rate(),
                        window.captures()))
            .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e3);
  }
}
