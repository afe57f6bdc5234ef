// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** What the command line asks for. */
final class Options {
  List<Integer> clients = List.of(1, 16, 64, 256);
  List<Integer> batches = List.of(16, 256);
  int batchClients = 64;
  List<Work.Kind> kinds = List.of(Work.Kind.values());
  int rounds = 5;
  double windowSeconds = 2.5;
  double warmUpSeconds = 8;
  int connections = 32;
  List<String> leftOut = List.of();
  List<String> jvmOptions = List.of();
  Path jdkHome;
  Path scratch;
  Path results;

  /** Of the clone in that folder. */
  Options(Path clone) {
    jdkHome = Path.of(System.getProperty("java.home"));
    scratch = clone.resolve("benchmarks/storage/target/scratch");
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
      case "--clients" -> clients = numbers(value(name, rest));
      case "--batches" -> batches = numbers(value(name, rest));
      case "--batch-clients" -> batchClients = Integer.parseInt(value(name, rest));
      case "--kinds" -> kinds = kinds(value(name, rest));
      case "--rounds" -> rounds = Integer.parseInt(value(name, rest));
      case "--window" -> windowSeconds = Double.parseDouble(value(name, rest));
      case "--warm-up" -> warmUpSeconds = Double.parseDouble(value(name, rest));
      case "--connections" -> connections = Integer.parseInt(value(name, rest));
      case "--without" -> leftOut = List.of(value(name, rest).split(",", 0));
      case "--server-jvm" -> jvmOptions = List.of(value(name, rest).split(" ", 0));
      default -> throw new IllegalArgumentException("unknown option '" + name + "'");
    }
  }

  /** Shows that everything works; its figures mean little. */
  private void quick(Path clone) {
    clients = List.of(1, 64);
    batches = List.of(16);
    rounds = 1;
    windowSeconds = 0.5;
    warmUpSeconds = 1;
    results = clone.resolve("benchmarks/storage/target/quick");
  }

  /** Everything that is measured, in the order of the report. */
  List<Work> works() {
    List<Work> works = new ArrayList<>();
    clients.forEach(count -> works.add(Work.put(count)));
    batches.forEach(documents -> works.add(Work.batch(batchClients, documents)));
    clients.forEach(count -> works.add(Work.get(count)));
    works.removeIf(work -> !kinds.contains(work.kind()));
    return works;
  }

  private static List<Work.Kind> kinds(String value) {
    return List.of(value.toUpperCase(Locale.ROOT).split(",", 0)).stream()
        .map(Work.Kind::valueOf)
        .toList();
  }

  private static List<Integer> numbers(String value) {
    return value.isEmpty()
        ? List.of()
        : List.of(value.split(",", 0)).stream().map(Integer::valueOf).toList();
  }

  private static String value(String name, Deque<String> rest) {
    String value = rest.pollFirst();
    if (value == null) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return value;
  }
}
