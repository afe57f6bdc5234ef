// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  private static final Path HOME = Path.of("/opt/porthole");

  @Test
  void withoutOptionsTheDefaultsHold() throws LaunchException {
    Options options = Options.parse(List.of(), HOME);

    assertThat(options)
        .isEqualTo(
            new Options(
                "127.0.0.1",
                8080,
                HOME.resolve("data"),
                HOME.resolve("deploy"),
                new Options.Run(true, "", false)));
  }

  @Test
  void everyOptionIsTakenInEitherSpelling() throws LaunchException {
    Options options =
        Options.parse(
            List.of("--port=0", "--host", "::1", "--data", "/d", "--deploy=/p", "--no-demo"), HOME);

    assertThat(options)
        .isEqualTo(
            new Options("::1", 0, Path.of("/d"), Path.of("/p"), new Options.Run(false, "", false)));
  }

  @Test
  void theLastOfSeveralWins() throws LaunchException {
    assertThat(Options.parse(List.of("--data", "/a", "--data", "/b"), HOME).data())
        .isEqualTo(Path.of("/b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--unknown",
        "surplus",
        "--port",
        "--port=x",
        "--port=-1",
        "--port=65536",
        "--data=",
        "--no-demo=yes",
        "--host=no.such.host.invalid"
      })
  void whatCannotBeIsAUsageError(String argument) {
    assertThatThrownBy(() -> Options.parse(List.of(argument), HOME))
        .isInstanceOfSatisfying(
            LaunchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void anOptionIsNoValue() {
    assertThatThrownBy(() -> Options.parse(List.of("--data", "--no-demo"), HOME))
        .hasMessageContaining("--data needs a value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void aHostBeyondLoopbackIsRefused(String host) {
    assertThatThrownBy(() -> Options.parse(List.of("--host", host), HOME))
        .hasMessageContaining("credentials and TLS")
        .isInstanceOfSatisfying(
            LaunchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNSAFE));
  }
}
