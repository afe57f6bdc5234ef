// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the command line asks for. */
final class Options {
  /** Waiting threads of the targets; each is measured idle and with busy threads. */
  List<Integer> sizes = List.of(200, 2_000);

  int busy = 4;
  int rounds = 16;
  int slowRounds = 4;
  long patienceSeconds = 90;
  int groups = 30;
  int windowSeconds = 5;
  boolean slowTools = true;
  Path jdkHome;
  Path results;

  /** Of the clone in that folder. */
  Options(Path clone) {
    this.jdkHome = Path.of(System.getProperty("java.home"));
    this.results = clone.resolve("benchmarks/results");
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException when one is none of ours
   */
  static Options parse(Path clone, List<String> arguments) {
    Options options = new Options(clone);
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      options.take(rest.removeFirst(), rest, clone);
    }
    return options;
  }

  private void take(String name, Deque<String> rest, Path clone) {
    switch (name) {
      case "--quick" -> quick(clone);
      case "--jdk-home" -> jdkHome = Path.of(value(name, rest)).toAbsolutePath();
      case "--results" -> results = Path.of(value(name, rest)).toAbsolutePath();
      case "--sizes" -> sizes = sizes(value(name, rest));
      case "--rounds" -> rounds = Integer.parseInt(value(name, rest));
      case "--slow-rounds" -> slowRounds = Integer.parseInt(value(name, rest));
      case "--pairs" -> groups = Integer.parseInt(value(name, rest));
      case "--window" -> windowSeconds = Integer.parseInt(value(name, rest));
      case "--patience" -> patienceSeconds = Long.parseLong(value(name, rest));
      case "--no-slow-tools" -> slowTools = false;
      default -> throw new IllegalArgumentException("unknown option '" + name + "'");
    }
  }

  /** Shows that everything works; its figures mean little. */
  private void quick(Path clone) {
    sizes = List.of(200);
    rounds = 2;
    slowRounds = 1;
    patienceSeconds = 20;
    groups = 2;
    windowSeconds = 1;
    results = clone.resolve("benchmarks/capture/target/quick");
  }

  private static List<Integer> sizes(String value) {
    return value.isEmpty()
        ? List.of()
        : List.of(value.split(",")).stream().map(Integer::valueOf).toList();
  }

  private static String value(String name, Deque<String> rest) {
    String value = rest.pollFirst();
    if (value == null) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return value;
  }
}
