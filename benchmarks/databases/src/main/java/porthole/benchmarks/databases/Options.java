// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.nio.file.Path;
import porthole.benchmarks.harness.BenchOptions;

/** What the command line asks for. */
final class Options extends BenchOptions {
  int databases = 1_000;
  int rounds = 6;
  int seconds = 20;

  /** Of the clone in that folder. */
  Options(Path clone) {
    super(clone, "databases");
  }

  @Override
  protected boolean takeOwn(String name) {
    switch (name) {
      case "--databases" -> databases = number(name);
      case "--rounds" -> rounds = number(name);
      case "--seconds" -> seconds = number(name);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void quick() {
    databases = 20;
    rounds = 1;
    seconds = 3;
  }
}
