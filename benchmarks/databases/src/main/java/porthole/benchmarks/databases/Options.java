// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the command line asks for. */
final class Options {
  int databases = 1_000;
  int rounds = 6;
  int seconds = 20;
  Path jdkHome = Path.of(System.getProperty("java.home"));
  Path results;

  private Options(Path clone) {
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
      case "--quick" -> {
        databases = 20;
        rounds = 1;
        seconds = 3;
        results = clone.resolve("benchmarks/databases/target/quick");
      }
      case "--databases" -> databases = Integer.parseInt(value(name, rest));
      case "--rounds" -> rounds = Integer.parseInt(value(name, rest));
      case "--seconds" -> seconds = Integer.parseInt(value(name, rest));
      case "--jdk-home" -> jdkHome = Path.of(value(name, rest)).toAbsolutePath();
      case "--results" -> results = Path.of(value(name, rest)).toAbsolutePath();
      default -> throw new IllegalArgumentException("unknown option '" + name + "'");
    }
  }

  private static String value(String name, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return rest.removeFirst();
  }
}
