// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationConditionsTest {
  private static final SmallIndex INDEX =
      new SmallIndex(
          List.of("took"),
          List.of(
              "{\"took\": \"10.00:00:00\"}",
              "{\"took\": \"2.00:00:00\"}",
              "{\"took\": \"03:00:00\"}",
              "{\"took\": \"00:02:00\"}",
              "{\"took\": \"-00:00:00.5000000\"}",
              "{\"took\": \"later: 3\"}"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          took < '03:00:00'                       | 3 4
          took <= '03:00:00'                      | 2 3 4
          took > '1.00:00:00'                     | 0 1
          took between '00:00:00' and '2.00:00:00' | 1 2 3
          took < 108000000000                     | 3 4
          took = '2.00:00:00'                     | 1
          took >= '-00:00:01' and took < '00:00:00' | 4
          """)
  void comparesByHowLongTheyAre(String condition, String places) {
    assertThat(INDEX.find(condition, Map.of()))
        .as(condition)
        .isEqualTo(INDEX.filter(condition, Map.of()))
        .isEqualTo(Stream.of(places.split(" ")).map(Integer::valueOf).toList());
  }

  @Test
  void sortsByHowLongTheyAreAsNumbers() {
    assertThat(INDEX.sorted("took as long")).containsExactly(5, 4, 3, 2, 1, 0);
  }
}
