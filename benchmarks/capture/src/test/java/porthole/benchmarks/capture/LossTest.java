// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import porthole.benchmarks.harness.Statistics;

class LossTest {

  @Test
  void aWindowIsComparedWithThatOfItsOwnGroup() {
    List<Loss.Window> windows =
        List.of(
            new Loss.Window(0, 0, Tools.NOTHING, 100, 5),
            new Loss.Window(0, 1, Tools.ROUTE, 99, 5),
            new Loss.Window(1, 0, Tools.ROUTE, 194, 5),
            new Loss.Window(1, 1, Tools.NOTHING, 200, 5));

    Statistics lost = Loss.percentLost(windows, Tools.ROUTE);

    assertThat(lost.min()).isCloseTo(1, within(1e-9));
    assertThat(lost.max()).isCloseTo(3, within(1e-9));
  }
}
