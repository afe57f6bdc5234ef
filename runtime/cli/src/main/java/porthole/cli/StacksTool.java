// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.io.PrintStream;

/** {@code porthole stacks}: what every thread of a running server is doing, as text. */
final class StacksTool {
  private final PrintStream out;

  StacksTool(PrintStream out) {
    this.out = out;
  }

  void run(StacksOptions options, Places places) throws CliException {
    Capture capture =
        options.pid() != 0
            ? new OutsideCapture(places.home()).take(options.pid(), options.nativeFrames())
            : ask(options, places);
    new CapturePrinter(out, options.all()).print(capture, new StackFilter(options.filter()));
  }

  private static Capture ask(StacksOptions options, Places places) throws CliException {
    AdminClient client = new AdminClient(Server.find(options, places));
    String route = "/admin/debug/threads/stack-trace";
    return CaptureReader.read(client.get(options.nativeFrames() ? route + "?native=true" : route));
  }
}
