// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void takesInForAsLongAsSettlingTook() {
    Pace pace = new Pace();
    assertThat(pace.isTimeToSettle()).isTrue();
    pace.settledFor(3);
    pace.settledFor(4);
    pace.settled();
    pace.took(6);
    assertThat(pace.isTimeToSettle()).isFalse();
    pace.took(1);
    assertThat(pace.isTimeToSettle()).isTrue();
    pace.settledFor(1);
    pace.settled();
    pace.took(1);
    assertThat(pace.isTimeToSettle()).isTrue();
  }
}
