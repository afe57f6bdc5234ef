// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final InFlight inFlight = new InFlight();

  @Test
  void closingWaitsForThoseInsideAndLetsNobodyIn() throws Exception {
    assertThat(inFlight.enter()).isTrue();
    CompletableFuture<Boolean> closed =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return inFlight.close(LONG);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    while (inFlight.enter()) {
      inFlight.leave();
    }
    assertThat(closed).isNotDone();
    assertThat(inFlight.count()).isEqualTo(1);
    inFlight.leave();
    assertThat(closed.get()).isTrue();
    assertThat(inFlight.enter()).isFalse();
  }

  @Test
  void closingGivesUpWhenPatienceEndsAndStillLetsNobodyIn() throws Exception {
    assertThat(inFlight.enter()).isTrue();
    assertThat(inFlight.close(Duration.ZERO)).isFalse();
    assertThat(inFlight.count()).isEqualTo(1);
    assertThat(inFlight.enter()).isFalse();
    inFlight.leave();
    assertThat(inFlight.close(Duration.ZERO)).isTrue();
  }
}
