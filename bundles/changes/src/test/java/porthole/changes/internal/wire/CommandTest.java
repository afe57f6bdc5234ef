// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

  @ParameterizedTest
  @CsvSource({
    "watch-doc, true, DOCUMENT",
    "unwatch-doc, false, DOCUMENT",
    "watch-prefix, true, PREFIX",
    "watch-collection, true, COLLECTION",
    "watch-index, true, INDEX",
    "unwatch-operation, false, OPERATION"
  })
  void readsWhatIsWatchedByName(String command, boolean watch, Topic topic) throws Exception {
    assertThat(
            Command.read(
                "{\"CommandId\": 7, \"Command\": \"" + command + "\", \"Param\": \"users/1\"}"))
        .isEqualTo(new Command(7, watch, topic, "users/1"));
  }

  @ParameterizedTest
  @CsvSource({
    "watch-docs, DOCUMENTS",
    "watch-indexes, INDEXES",
    "watch-operations, OPERATIONS",
    "watch-aggressive-caching, AGGRESSIVE_CACHING",
    "watch-topology-change, TOPOLOGY"
  })
  void readsWhatNeedsNoName(String command, Topic topic) throws Exception {
    assertThat(
            Command.read("{\"CommandId\": 1, \"Command\": \"" + command + "\", \"Param\": null}"))
        .isEqualTo(new Command(1, true, topic, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "watch-counter",
        "watch-counters",
        "watch-document-counter",
        "watch-timeseries",
        "watch-all-document-timeseries"
      })
  void saysThatCountersAndTimeSeriesAreNotThereYet(String command) {
    CommandException refused =
        refused("{\"CommandId\": 3, \"Command\": \"" + command + "\", \"Param\": \"x\"}");
    assertThat(refused).hasMessageContaining(command).hasMessageContaining("not there yet");
    assertThat(refused.id()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"CommandId\": 3, \"Command\": \"watch-everything\"}",
        "{\"CommandId\": 3, \"Command\": \"\"}",
        "{\"CommandId\": 3, \"Command\": \"watch-doc\"}",
        "{\"CommandId\": 3, \"Command\": \"watch-prefix\", \"Param\": \" \"}",
        "{\"CommandId\": 3, \"Command\": [}",
        "{\"CommandId\": 3, \"Command\": \"watch-docs\"} more"
      })
  void refusesWhatItDoesNotUnderstandByTheCommandsId(String text) {
    assertThat(refused(text).id()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{\"CommandId\": \"x\"}"})
  void refusesWhatIsNoCommand(String text) {
    assertThat(refused(text)).hasMessageContaining("JSON object");
  }

  private static CommandException refused(String text) {
    return catchThrowableOfType(CommandException.class, () -> Command.read(text));
  }

  @Test
  void refusesANameThatNothingCanHave() {
    String name = "x".repeat(1025);
    assertThat(
            refused("{\"CommandId\": 3, \"Command\": \"watch-doc\", \"Param\": \"" + name + "\"}"))
        .hasMessageContaining("1024");
  }

  @Test
  void ignoresMembersThatItDoesNotKnow() throws Exception {
    assertThat(
            Command.read(
                "{\"CommandId\": 1, \"Params\": [\"a\", {}], \"Command\": \"watch-docs\"}"))
        .isEqualTo(new Command(1, true, Topic.DOCUMENTS, ""));
  }
}
