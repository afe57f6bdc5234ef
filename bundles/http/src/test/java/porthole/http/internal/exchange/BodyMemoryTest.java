// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {
  @Test
  void oneBodyTakesAnEighthOfTheHeapAtMost() {
    assertThat(new BodyMemory(800, 1000).oneBytes()).isEqualTo(100);
    assertThat(new BodyMemory(1L << 40, 1000).oneBytes()).isEqualTo(1000);
  }

  @Test
  void allBodiesTakeAQuarterOfTheHeapAtMost() {
    BodyMemory memory = new BodyMemory(800, 1000);
    memory.take(100);
    memory.take(100);
    assertThatThrownBy(() -> memory.take(1))
        .isInstanceOf(ServiceAwayException.class)
        .hasMessageContaining("heap");
    memory.giveBack(100);
    assertThatCode(() -> memory.take(100)).doesNotThrowAnyException();
  }
}
