// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
          new PrintStream(errors, true, UTF_8));

  @Test
  void theCommandOnStandardInputEndsTheServer() {
    assertThat(requestedBy("hello\nshutdown no-confirmation\n")).isTrue();
  }

  @Test
  void theEndOfStandardInputEndsNothing() {
    assertThat(requestedBy("shutdown\n")).isFalse();
    assertThat(requestedBy("")).isFalse();
  }

  private boolean requestedBy(String input) {
    ShutdownRequests requests = new ShutdownRequests(console);
    requests.listenTo(new ByteArrayInputStream(input.getBytes(UTF_8)));
    return requests.latch().getCount() == 0;
  }

  @Test
  void progressNamesEachBundleAndSinceWhenItStops() {
    AtomicLong clock = new AtomicLong();
    AtomicReference<List<String>> stopping = new AtomicReference<>(List.of("slow"));
    ShutdownProgress progress = new ShutdownProgress(stopping::get, console, clock::get);

    progress.run();
    clock.set(2_000_000_000L);
    progress.run();
    stopping.set(List.of());
    progress.run();

    assertThat(errors.toString(UTF_8).lines())
        .containsExactly(
            "porthole: waiting for slow to stop, for 0 s",
            "porthole: waiting for slow to stop, for 2 s");
  }
}
