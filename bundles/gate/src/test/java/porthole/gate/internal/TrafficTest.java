// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import porthole.gate.internal.route.InFlightRequest;
import porthole.lifecycle.api.ShutdownProgress;

/** What the gate does of a shutdown. */
class TrafficTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Traffic traffic = new Traffic();
  private final List<String> broken = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();

  private void enter(long id, String path) {
    traffic.inFlight().enter(new InFlightRequest(id, "GET", path, 1_000, () -> broken.add(path)));
  }

  @Test
  void nobodyIsLetInAndWhoWaitsForAServletIsSentAway() {
    assertThat(traffic.isEnding()).isFalse();
    assertThat(new StopAccepting(traffic).begin(PATIENCE)).isCompleted();
    assertThat(traffic.isEnding()).isTrue();
    assertThat(traffic.parking().enter(1)).isFalse();
  }

  @Test
  void theEndOfTheLastRequestIsWaitedForButNotOfThoseThatLookAtTheShutdown() {
    enter(1, "/databases/a/docs");
    enter(2, "/databases/b/bulk_insert");
    enter(3, "/admin/shutdown");
    enter(4, "/admin/debug/threads/stack-trace");
    AwaitRequests participant = new AwaitRequests(traffic);

    CompletableFuture<Void> none = participant.begin(PATIENCE).toCompletableFuture();

    traffic.inFlight().leave(1);
    assertThat(none).isNotDone();
    ShutdownProgress progress = participant.progress();
    assertThat(progress.total).isEqualTo(2);
    assertThat(progress.left).hasSize(1);
    assertThat(progress.left.get(0).what).isEqualTo("request 2, GET /databases/b/bulk_insert");
    assertThat(progress.left.get(0).since).isEqualTo("1970-01-01T00:00:01Z");
    traffic.inFlight().leave(2);
    assertThat(none).isCompleted();
    assertThat(new AwaitRequests(traffic).begin(PATIENCE)).isCompleted();
  }

  @Test
  void thoseThatDoNotSendTheirLastAnswerLoseTheirConnection() {
    enter(1, "/databases/a/bulk_insert");
    enter(2, "/admin/shutdown");
    BreakConnections participant =
        new BreakConnections(
            traffic,
            delay -> {
              assertThat(delay).isLessThan(PATIENCE);
              return later::add;
            });

    CompletableFuture<Void> none = participant.begin(PATIENCE).toCompletableFuture();
    assertThat(broken).isEmpty();
    later.forEach(Runnable::run);

    assertThat(broken).containsExactly("/databases/a/bulk_insert");
    assertThat(none).isNotDone();
    assertThat(participant.progress().left).hasSize(1);
    traffic.inFlight().leave(1);
    assertThat(none).isCompleted();
  }

  @Test
  void whereNobodyIsLeftNoConnectionIsTouched() {
    BreakConnections participant =
        new BreakConnections(
            traffic,
            delay -> {
              throw new AssertionError("nothing to do");
            });
    assertThat(participant.begin(PATIENCE)).isCompleted();
  }
}
