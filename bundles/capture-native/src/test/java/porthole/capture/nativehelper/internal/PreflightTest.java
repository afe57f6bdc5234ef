// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import porthole.capture.api.CaptureException;
import porthole.capture.api.PreflightFact;
import porthole.lib.capture.frames.Fact;
import porthole.lib.capture.frames.Hello;

class PreflightTest {
  private final AtomicLong now = new AtomicLong();
  private List<Fact> facts = List.of();
  private final Preflight preflight =
      new Preflight(deadline -> new Hello("native/1", 2, 1, 2, facts), now::get);

  @Test
  void whatNobodyHasSaidYetIsNoObstacle() {
    assertThat(preflight.availability().available()).isTrue();
  }

  @Test
  void anObstacleStandsFirstWithItsReasonAndFix() {
    facts =
        List.of(
            new Fact("yama scope", "1", Fact.NEEDS_GRANT, "it asks for a grant", "grant it"),
            new Fact("tracer", "77", Fact.PREVENTS, "strace holds it", "end process 77"));
    List<PreflightFact> found = preflight.refresh();
    assertThat(found).extracting(PreflightFact::subject).containsExactly("tracer", "yama scope");
    assertThat(found).extracting(PreflightFact::obstacle).containsExactly(true, false);
    assertThat(preflight.availability().reason()).isEqualTo("strace holds it");
    assertThat(preflight.availability().fix()).isEqualTo("end process 77");
  }

  @Test
  void anOldObstacleIsLeftToTheNextCaptureToFind() {
    facts = List.of(new Fact("tracer", "77", Fact.PREVENTS, "strace holds it", "end it"));
    preflight.refresh();
    now.addAndGet(TimeUnit.SECONDS.toNanos(6));
    assertThat(preflight.availability().available()).isTrue();
  }

  @Test
  void aHelperThatIsSlowToAnswerIsNone() {
    Preflight slow =
        new Preflight(
            deadline -> {
              throw new CaptureException.TimedOut("no hello by the deadline", "wait longer");
            },
            now::get);
    assertThat(slow.refresh().get(0).found()).isEqualTo("is slow");
    assertThat(slow.availability().available()).isTrue();
  }

  @Test
  void aHelperThatCannotBeAskedIsAnObstacle() {
    Preflight broken =
        new Preflight(
            deadline -> {
              throw new CaptureException("error=13, Permission denied", "mount it exec", null);
            },
            now::get);
    assertThat(broken.refresh().get(0).fix()).isEqualTo("mount it exec");
    assertThat(broken.availability().reason()).contains("Permission denied");
    Preflight stopped =
        new Preflight(
            deadline -> {
              throw new RejectedExecutionException();
            },
            now::get);
    assertThat(stopped.refresh().get(0).reason()).contains("stopped");
  }
}
