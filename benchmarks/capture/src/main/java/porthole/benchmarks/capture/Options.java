// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.nio.file.Path;
import java.util.List;
import porthole.benchmarks.harness.BenchOptions;

/** What the command line asks for. */
final class Options extends BenchOptions {
  /** Waiting threads of the targets; each is measured idle and with busy threads. */
  List<Integer> sizes = List.of(200, 2_000);

  int busy = 4;
  int rounds = 16;
  int slowRounds = 4;
  long patienceSeconds = 90;
  int groups = 30;
  int windowSeconds = 5;
  boolean slowTools = true;

  /** Of the clone in that folder. */
  Options(Path clone) {
    super(clone, "capture");
  }

  @Override
  protected boolean takeOwn(String name) {
    switch (name) {
      case "--sizes" -> sizes = numbers(name);
      case "--rounds" -> rounds = number(name);
      case "--slow-rounds" -> slowRounds = number(name);
      case "--pairs" -> groups = number(name);
      case "--window" -> windowSeconds = number(name);
      case "--patience" -> patienceSeconds = Long.parseLong(value(name));
      case "--no-slow-tools" -> slowTools = false;
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void quick() {
    sizes = List.of(200);
    rounds = 2;
    slowRounds = 1;
    patienceSeconds = 20;
    groups = 2;
    windowSeconds = 1;
  }
}
