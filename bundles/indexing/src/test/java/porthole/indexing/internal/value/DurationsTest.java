// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "00:00:00, 0",
    "00:02:00, 1200000000",
    "23:59:59.9999999, 863999999999",
    "1.00:00:00, 864000000000",
    "-1.00:00:00.0000001, -864000000001",
    "10675199.02:48:05.4775807, 9223372036854775807",
  })
  void readsWhatClientsWrite(String text, long ticks) {
    assertThat(Durations.ticks(text)).isEqualTo(ticks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12:30",
        "24:00:00",
        "1:00:00",
        "00:60:00",
        "00:00:00.5",
        "2026-11-22T08:00:00"
      })
  void leavesOtherTextsAlone(String text) {
    assertThat(Durations.ticks(text)).isNull();
  }
}
