// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.start;

import java.nio.file.Path;
import java.util.List;
import porthole.benchmarks.harness.BenchOptions;

/** What the command line asks for. */
final class Options extends BenchOptions {
  List<Integer> databases = List.of(1, 1000, 10_000);
  int rounds = 10;
  int used = 24;
  int smallSeconds = 60;
  Path scratch;

  /** Of the clone in that folder. */
  Options(Path clone) {
    super(clone, "start");
    scratch = clone.resolve("benchmarks/start/target/scratch");
  }

  @Override
  protected boolean takeOwn(String name) {
    switch (name) {
      case "--scratch" -> scratch = path(name);
      case "--databases" -> databases = numbers(name);
      case "--rounds" -> rounds = number(name);
      case "--used" -> used = number(name);
      case "--small-seconds" -> smallSeconds = number(name);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void quick() {
    databases = List.of(1, 50);
    rounds = 2;
    smallSeconds = 5;
  }
}
