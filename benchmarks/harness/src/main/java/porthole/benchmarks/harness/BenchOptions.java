// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the command line of a benchmark asks for: these options, and those that each adds. For one
 * thread.
 */
public abstract class BenchOptions {
  /** The JDK of what is measured. */
  public Path jdkHome = Path.of(System.getProperty("java.home"));

  /** Where the report goes. */
  public Path results;

  private final Path quickResults;
  private final Deque<String> rest = new ArrayDeque<>();

  /**
   * As they are without a word.
   *
   * @param clone the root of the sources
   * @param benchmark its folder in {@code benchmarks/}
   */
  protected BenchOptions(Path clone, String benchmark) {
    results = clone.resolve("benchmarks/results");
    quickResults = clone.resolve("benchmarks").resolve(benchmark).resolve("target/quick");
  }

  /** Reads the arguments; ends the process with 2 when one is none of ours. */
  public final void readOrExit(String[] arguments) {
    try {
      read(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + ". See benchmarks/README.md.");
      System.exit(2);
    }
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException when one is none of ours
   */
  final void read(List<String> arguments) {
    rest.addAll(arguments);
    while (!rest.isEmpty()) {
      take(rest.removeFirst());
    }
  }

  private void take(String name) {
    switch (name) {
      case "--quick" -> {
        quick();
        results = quickResults;
      }
      case "--jdk-home" -> jdkHome = path(name);
      case "--results" -> results = path(name);
      default -> {
        if (!takeOwn(name)) {
          throw new IllegalArgumentException("unknown option '" + name + "'");
        }
      }
    }
  }

  /** Shows that everything works, in a short time; the figures mean little. */
  protected abstract void quick();

  /** Takes an option of this benchmark's, with its value; says whether it is one. */
  protected abstract boolean takeOwn(String name);

  /** The value of the option at hand. */
  protected final String value(String name) {
    String value = rest.pollFirst();
    if (value == null) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return value;
  }

  /** The value of the option at hand, a path. */
  protected final Path path(String name) {
    return Path.of(value(name)).toAbsolutePath();
  }

  /** The value of the option at hand, a whole number. */
  protected final int number(String name) {
    return Integer.parseInt(value(name));
  }

  /** The value of the option at hand, whole numbers with commas between; empty: none. */
  protected final List<Integer> numbers(String name) {
    String value = value(name);
    return value.isEmpty()
        ? List.of()
        : List.of(value.split(",", 0)).stream().map(Integer::valueOf).toList();
  }
}
