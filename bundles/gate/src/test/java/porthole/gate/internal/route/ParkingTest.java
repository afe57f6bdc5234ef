// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

  @Test
  void aDrainCountsWhoIsLeft() {
    InFlight inFlight = new InFlight();
    inFlight.enter();

    assertThat(inFlight.awaitNone(Duration.ofMillis(1))).isEqualTo(1);

    inFlight.leave();

    assertThat(inFlight.awaitNone(Duration.ofMinutes(1))).isZero();
  }
}
