// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

  private static final class Options extends BenchOptions {
    private List<Integer> sizes = List.of(7);

    Options() {
      super(Path.of("/clone"), "some");
    }

    @Override
    protected void quick() {
      sizes = List.of(1);
    }

    @Override
    protected boolean takeOwn(String name) {
      if (name.equals("--sizes")) {
        sizes = numbers(name);
        return true;
      }
      return false;
    }
  }

  private static Options read(String... arguments) {
    Options options = new Options();
    options.read(List.of(arguments));
    return options;
  }

  @Test
  void takesWhatAllBenchmarksHaveAndItsOwn() {
    Options options = read("--jdk-home", "/jdk", "--sizes", "2,3", "--results", "/there");
    assertThat(options.jdkHome).isEqualTo(Path.of("/jdk"));
    assertThat(options.sizes).containsExactly(2, 3);
    assertThat(options.results).isEqualTo(Path.of("/there"));
    assertThat(read("--sizes", "").sizes).isEmpty();
  }

  @Test
  void aQuickRunLeavesNothingAmongTheRecordedOnes() {
    assertThat(read().results).isEqualTo(Path.of("/clone/benchmarks/results"));
    assertThat(read("--quick").results).isEqualTo(Path.of("/clone/benchmarks/some/target/quick"));
    assertThat(read("--quick").sizes).containsExactly(1);
    assertThat(read("--quick", "--sizes", "5").sizes).containsExactly(5);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> read("--nosuch"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown option '--nosuch'");
    assertThatThrownBy(() -> read("--sizes")).hasMessage("--sizes needs a value");
  }
}
