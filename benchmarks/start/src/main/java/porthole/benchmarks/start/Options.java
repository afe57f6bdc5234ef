// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.start;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the command line asks for. */
final class Options {
  List<Integer> databases = List.of(1, 1000, 10_000);
  int rounds = 10;
  int used = 24;
  int smallSeconds = 60;
  Path jdkHome;
  Path scratch;
  Path results;

  /** Of the clone in that folder. */
  Options(Path clone) {
    jdkHome = Path.of(System.getProperty("java.home"));
    scratch = clone.resolve("benchmarks/start/target/scratch");
    results = clone.resolve("benchmarks/results");
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
      case "--scratch" -> scratch = Path.of(value(name, rest)).toAbsolutePath();
      case "--results" -> results = Path.of(value(name, rest)).toAbsolutePath();
      case "--databases" -> databases = numbers(value(name, rest));
      case "--rounds" -> rounds = Integer.parseInt(value(name, rest));
      case "--used" -> used = Integer.parseInt(value(name, rest));
      case "--small-seconds" -> smallSeconds = Integer.parseInt(value(name, rest));
      default -> throw new IllegalArgumentException("unknown option '" + name + "'");
    }
  }

  /** Shows that everything works; its figures mean little. */
  private void quick(Path clone) {
    databases = List.of(1, 50);
    rounds = 2;
    smallSeconds = 5;
    results = clone.resolve("benchmarks/start/target/quick");
  }

  private static List<Integer> numbers(String value) {
    return List.of(value.split(",", 0)).stream().map(Integer::valueOf).toList();
  }

  private static String value(String name, Deque<String> rest) {
    String value = rest.pollFirst();
    if (value == null) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return value;
  }
}
