// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Whoever asks the server to end: a signal, or a line on standard input. */
final class ShutdownRequests {

  /** What RavenDB's test drivers write to a server that they started. */
  static final String COMMAND = "shutdown no-confirmation";

  private final CountDownLatch requested = new CountDownLatch(1);
  private final Console console;
  private volatile String reason = "the server could not go on";

  ShutdownRequests(Console console) {
    this.console = console;
  }

  /** Reaches zero with the first request. */
  CountDownLatch latch() {
    return requested;
  }

  void listenToSignals() {
    Signals.handle("TERM", () -> request("SIGTERM"));
    Signals.handle("HUP", () -> request("SIGHUP"));
    Signals.handle("INT", this::interrupt);
  }

  private void interrupt() {
    if (requested.getCount() == 0) {
      halt(ExitCode.CUT_SHORT, "ended at once by a second Ctrl-C; nothing acknowledged is lost");
    }
    request("Ctrl-C; a second one ends at once");
  }

  /** Asks for the end, unless somebody has before. */
  synchronized void request(String who) {
    if (requested.getCount() > 0) {
      console.say("shutting down (" + who + ")");
      reason = who;
      requested.countDown();
    }
  }

  /** Who asked first; what it was otherwise while nobody has. */
  String reason() {
    return reason;
  }

  /** Ends the process here and now. */
  void halt(ExitCode code, String why) {
    console.say(why);
    Runtime.getRuntime().halt(code.code());
  }

  /** Reads lines until the command or the end of the stream, which ends nothing but the reading. */
  void listenTo(InputStream input) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        if (line.strip().equals(COMMAND)) {
          request("asked on standard input");
          return;
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      System.getLogger("porthole.launcher")
          .log(System.Logger.Level.DEBUG, "Standard input has gone", e);
    }
  }
}
