// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadSignsTest {
  private static final List<String> JDK = List.of("", "");
  private static final List<String> OURS = List.of("", "porthole.storage/0.1.0");

  @Test
  void whatHasMarkedAnActivityWorks() {
    assertThat(of("WAITING", 0, false, List.of("Request"), JDK)).isEqualTo(Condition.WORKING);
  }

  @Test
  void whatRunsInOurCodeWorksAndWhatWaitsThereRests() {
    assertThat(of("RUNNABLE", 0, true, List.of(), OURS)).isEqualTo(Condition.WORKING);
    assertThat(of("WAITING", 0, false, List.of(), OURS)).isEqualTo(Condition.IDLE);
  }

  @Test
  void whatRunsElsewhereWorksIfItUsesTheCpuOutsideNativeCode() {
    assertThat(of("RUNNABLE", 1, false, List.of(), JDK)).isEqualTo(Condition.WORKING);
    assertThat(of("RUNNABLE", -1, false, List.of(), JDK)).isEqualTo(Condition.WORKING);
    assertThat(of("RUNNABLE", 0.9, false, List.of(), JDK)).isEqualTo(Condition.IDLE);
    assertThat(of("RUNNABLE", 9, true, List.of(), JDK)).isEqualTo(Condition.IDLE);
  }

  @Test
  void whatUsedMuchOfACpuWorksWhateverItIsAt() {
    assertThat(of("WAITING", 25, false, List.of(), JDK)).isEqualTo(Condition.WORKING);
  }

  @Test
  void oneOfTheJvmsOwnWorksWhenItUsesTheCpu() {
    var busy = new ThreadSigns.Running(true, "", 1, false);
    var quiet = new ThreadSigns.Running(true, "", 0, false);
    assertThat(new ThreadSigns(busy, false, List.of(), List.of()).condition())
        .isEqualTo(Condition.WORKING);
    assertThat(new ThreadSigns(quiet, false, List.of(), List.of()).condition())
        .isEqualTo(Condition.IDLE);
  }

  @Test
  void whatWantsALockThatAnotherOwnsIsBlocked() {
    var running = new ThreadSigns.Running(false, "RUNNABLE", 0, false);
    assertThat(new ThreadSigns(running, true, List.of("Request"), JDK).condition())
        .isEqualTo(Condition.BLOCKED);
    assertThat(of("BLOCKED", 0, false, List.of(), JDK)).isEqualTo(Condition.BLOCKED);
  }

  @Test
  void whatTakesTheCaptureStandsApart() {
    List<String> broker = List.of("porthole.capture/0.1.0");
    assertThat(of("WAITING", 0, false, List.of("Capture"), JDK)).isEqualTo(Condition.CAPTURING);
    assertThat(of("RUNNABLE", 5, false, List.of(), broker)).isEqualTo(Condition.CAPTURING);
    assertThat(of("WAITING", 0, false, List.of(), broker)).isEqualTo(Condition.IDLE);
  }

  @Test
  void wordsAreReadBack() {
    for (Condition condition : Condition.values()) {
      assertThat(Condition.ofWord(condition.word())).isEqualTo(condition);
    }
    assertThat(Condition.ofWord("Dreaming")).isEqualTo(Condition.IDLE);
  }

  private static Condition of(
      String state, double cpu, boolean inNative, List<String> kinds, List<String> bundles) {
    var running = new ThreadSigns.Running(false, state, cpu, inNative);
    return new ThreadSigns(running, false, kinds, bundles).condition();
  }
}
