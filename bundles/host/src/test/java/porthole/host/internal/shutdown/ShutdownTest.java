// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;

class ShutdownTest {
  private final FakeTime time = new FakeTime();
  private final List<ShutdownParticipant> participants = new ArrayList<>();
  private final RecordingListener listener = new RecordingListener();
  private Budget budget = new Budget(Duration.ofSeconds(20), Duration.ofSeconds(5));

  @Test
  void phasesFollowEachOtherAndTheirParticipantsEndTogether() {
    List<String> order = new ArrayList<>();
    add(ShutdownPhase.SYSTEM, 0).whenBegun(() -> order.add("system"));
    add(ShutdownPhase.DATABASES, 2).whenBegun(() -> order.add("one"));
    add(ShutdownPhase.DATABASES, 2).whenBegun(() -> order.add("two"));
    add(ShutdownPhase.REQUESTS, 1).whenBegun(() -> order.add("requests"));
    add(ShutdownPhase.ACCEPTING, 0).whenBegun(() -> order.add("accepting"));

    assertThat(shutdown().run("SIGTERM", listener)).isEmpty();

    assertThat(order.subList(0, 2)).containsExactly("accepting", "requests");
    assertThat(order.subList(2, 4)).containsExactlyInAnyOrder("one", "two");
    assertThat(order.subList(4, 5)).containsExactly("system");
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aDatabaseThatHangsIsAbandonedWithinTheBudgetAndTheSystemDatabaseIsStillClosed() {
    add(ShutdownPhase.DATABASES, FakeParticipant.NEVER).left("database 'slow'", "1 operation");
    FakeParticipant system = add(ShutdownPhase.SYSTEM, 0);

    List<String> abandoned = shutdown().run("SIGTERM", listener);

    assertThat(abandoned).singleElement().asString().contains("database 'slow'", "1 operation");
    assertThat(system.begun()).isTrue();
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void requestsThatGoOnAreCutOffAndNotAbandoned() {
    add(ShutdownPhase.REQUESTS, FakeParticipant.NEVER).left("request 7", "its answer");
    FakeParticipant databases = add(ShutdownPhase.DATABASES, 0);

    assertThat(shutdown().run("SIGTERM", listener)).isEmpty();

    assertThat(databases.begun()).isTrue();
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void whenEverythingHangsTheWholeIsStillWithinTheBudget() {
    for (ShutdownPhase phase : ShutdownPhase.values()) {
      add(phase, FakeParticipant.NEVER);
    }
    assertThat(shutdown().run("SIGTERM", listener)).hasSize(4);
    assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aSmallBudgetIsKeptAsWell() {
    budget = new Budget(Duration.ofSeconds(2), Duration.ofSeconds(5));
    for (ShutdownPhase phase : ShutdownPhase.values()) {
      add(phase, FakeParticipant.NEVER);
    }
    shutdown().run("SIGTERM", listener);
    assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aParticipantThatFailsHoldsUpNobody() {
    add(ShutdownPhase.DATABASES, 0).failing();
    FakeParticipant other = add(ShutdownPhase.DATABASES, 1);

    assertThat(shutdown().run("SIGTERM", listener)).isEmpty();

    assertThat(other.begun()).isTrue();
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
    assertThat(listener.ended(ShutdownPhase.DATABASES).failures())
        .singleElement()
        .asString()
        .contains("no will to end");
  }

  @Test
  void onlyWhatMovesIsProgress() {
    FakeParticipant databases = add(ShutdownPhase.DATABASES, FakeParticipant.NEVER);
    databases.left("database 'a'", "2 operations");
    time.at(Duration.ofSeconds(3), () -> databases.left("database 'a'", "1 operation"));

    shutdown().run("SIGTERM", listener);

    // The beginnings of the five phases, and the one second in which something moved.
    assertThat(listener.progress()).isEqualTo(6);
    assertThat(listener.calls()).isGreaterThan(15);
  }

  @Test
  void itRunsOnce() {
    Shutdown shutdown = shutdown();
    shutdown.run("SIGTERM", listener);
    assertThatThrownBy(() -> shutdown.run("again", listener))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void itsReportSaysWhatIsWaitedForSinceWhen() throws IOException {
    Shutdown shutdown = shutdown();
    add(ShutdownPhase.DATABASES, FakeParticipant.NEVER).left("database 'a'", "1 operation");
    assertThat(json(shutdown).get("State").getAsString()).isEqualTo("Serving");
    List<JsonObject> seen = new ArrayList<>();
    time.at(Duration.ofSeconds(4), () -> seen.add(json(shutdown)));

    shutdown.run("SIGTERM", listener);

    JsonObject report = seen.get(0);
    assertThat(report.get("State").getAsString()).isEqualTo("ShuttingDown");
    assertThat(report.get("Reason").getAsString()).isEqualTo("SIGTERM");
    assertThat(report.get("LeftMs").getAsLong()).isEqualTo(16_000);
    JsonObject phase = report.getAsJsonArray("Phases").get(2).getAsJsonObject();
    assertThat(phase.get("Phase").getAsString()).isEqualTo("DATABASES");
    assertThat(phase.get("State").getAsString()).isEqualTo("Running");
    JsonObject left = phase.getAsJsonArray("Left").get(0).getAsJsonObject();
    assertThat(left.get("What").getAsString()).isEqualTo("database 'a'");
    assertThat(left.get("State").getAsString()).isEqualTo("UNLOADING");
    assertThat(left.get("WaitingFor").getAsString()).isEqualTo("1 operation");
    assertThat(left.get("Activities").toString()).contains("a thread");
    assertThat(left.get("Since").getAsString()).isEqualTo(FakeTime.START.toString());
    assertThat(Words.of(shutdown.report())).startsWith("shutting down, 17 s of 20: ");
  }

  private static JsonObject json(Shutdown shutdown) {
    try {
      StringWriter text = new StringWriter();
      ShutdownJson.write(new JsonWriter(text), shutdown.report(), step -> List.of("a thread"));
      return JsonParser.parseString(text.toString()).getAsJsonObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private FakeParticipant add(ShutdownPhase phase, int seconds) {
    FakeParticipant participant = new FakeParticipant(phase, seconds, time);
    participants.add(participant);
    return participant;
  }

  private Shutdown shutdown() {
    return new Shutdown(() -> participants, () -> budget, time.platform());
  }
}
