// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import porthole.benchmarks.harness.BenchOptions;

/** What the command line asks for. */
final class Options extends BenchOptions {
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
  Path scratch;

  /** Of the clone in that folder. */
  Options(Path clone) {
    super(clone, "storage");
    scratch = clone.resolve("benchmarks/storage/target/scratch");
  }

  @Override
  protected boolean takeOwn(String name) {
    switch (name) {
      case "--scratch" -> scratch = path(name);
      case "--clients" -> clients = numbers(name);
      case "--batches" -> batches = numbers(name);
      case "--batch-clients" -> batchClients = number(name);
      case "--kinds" -> kinds = kinds(name);
      case "--rounds" -> rounds = number(name);
      case "--window" -> windowSeconds = Double.parseDouble(value(name));
      case "--warm-up" -> warmUpSeconds = Double.parseDouble(value(name));
      case "--connections" -> connections = number(name);
      case "--without" -> leftOut = List.of(value(name).split(",", 0));
      case "--server-jvm" -> jvmOptions = List.of(value(name).split(" ", 0));
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void quick() {
    clients = List.of(1, 64);
    batches = List.of(16);
    rounds = 1;
    windowSeconds = 0.5;
    warmUpSeconds = 1;
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

  private List<Work.Kind> kinds(String name) {
    return List.of(value(name).toUpperCase(Locale.ROOT).split(",", 0)).stream()
        .map(Work.Kind::valueOf)
        .toList();
  }
}
