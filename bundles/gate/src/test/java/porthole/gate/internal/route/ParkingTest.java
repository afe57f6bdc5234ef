// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParkingTest {

  private final Parking parking = new Parking();

  @Test
  void thereAreOnlySoManyPlaces() {
    assertThat(parking.enter(1)).isTrue();
    assertThat(parking.enter(1)).isFalse();

    parking.leave();

    assertThat(parking.enter(1)).isTrue();
  }

  @Test
  void whoWaitsLooksAgainEvenIfNobodyCalls() {
    assertThat(parking.await()).isTrue();
  }

  @Test
  void closingSendsAllAway() {
    parking.setClosed(true);

    assertThat(parking.await()).isFalse();
    assertThat(parking.enter(1)).isFalse();

    parking.setClosed(false);

    assertThat(parking.enter(1)).isTrue();
  }
}
