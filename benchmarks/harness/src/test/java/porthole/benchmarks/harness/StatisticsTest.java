// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void quantilesLieBetweenNeighbours() {
    Statistics statistics = Statistics.of(List.of(4, 1, 3, 2));

    assertThat(statistics.min()).isEqualTo(1);
    assertThat(statistics.median()).isEqualTo(2.5);
    assertThat(statistics.p90()).isCloseTo(3.7, within(1e-9));
    assertThat(statistics.max()).isEqualTo(4);
    assertThat(statistics.mean()).isEqualTo(2.5);
  }

  @Test
  void nothingHasNoQuantiles() {
    assertThat(Statistics.of(List.of()).median()).isNaN();
  }

  @Test
  void theBoundIsStudents() {
    // 30 numbers: 29 degrees of freedom, for which tables have 1.6991.
    Statistics thirty = Statistics.of(IntStream.rangeClosed(1, 30).boxed().toList());
    double error = thirty.standardDeviation() / Math.sqrt(30);
    assertThat((thirty.upperBound95() - thirty.mean()) / error).isCloseTo(1.6991, within(1e-3));
    assertThat((thirty.mean() - thirty.lowerBound95()) / error).isCloseTo(1.6991, within(1e-3));

    // 5 numbers: tables have 2.1318.
    Statistics five = Statistics.of(List.of(1, 2, 3, 4, 5));
    double coarse = five.standardDeviation() / Math.sqrt(5);
    assertThat((five.upperBound95() - five.mean()) / coarse).isCloseTo(2.1318, within(2e-3));
  }

  @Test
  void tooFewNumbersHaveNoBound() {
    assertThat(Statistics.of(Collections.nCopies(4, 1)).upperBound95()).isNaN();
  }
}
