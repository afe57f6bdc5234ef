// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import java.nio.file.Path;
import java.util.List;
import porthole.benchmarks.harness.BenchOptions;

/** What the command line asks for. */
final class Options extends BenchOptions {
  List<String> parts = List.of("build", "query", "visible", "write");
  int documents = Integer.MAX_VALUE;
  int rounds = 4;
  List<Integer> clients = List.of(1, 16);
  double windowSeconds = 1;
  List<String> leftOut = List.of();
  List<String> jvmOptions = List.of();
  Path data;
  Path scratch;

  /** Of the clone in that folder. */
  Options(Path clone) {
    super(clone, "indexing");
    data = clone.resolve("benchmarks/indexing/src/main/data");
    scratch = clone.resolve("benchmarks/indexing/target/scratch");
  }

  @Override
  protected boolean takeOwn(String name) {
    switch (name) {
      case "--parts" -> parts = List.of(value(name).split(",", 0));
      case "--documents" -> documents = number(name);
      case "--rounds" -> rounds = number(name);
      case "--clients" -> clients = numbers(name);
      case "--window" -> windowSeconds = Double.parseDouble(value(name));
      case "--without" -> leftOut = List.of(value(name).split(",", 0));
      case "--server-jvm" -> jvmOptions = List.of(value(name).split(" ", 0));
      case "--data" -> data = path(name);
      case "--scratch" -> scratch = path(name);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void quick() {
    documents = 5_000;
    rounds = 1;
    windowSeconds = 0.5;
  }
}
