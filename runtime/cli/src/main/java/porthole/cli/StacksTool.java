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
    StacksOptions.Outside outside = options.outside();
    if (outside != null) {
      Capture capture = new OutsideCapture(places.home()).take(outside);
      new CapturePrinter(out, options.all()).print(capture, new StackFilter(options.filter()));
      return;
    }
    AdminClient client = new AdminClient(Server.find(options, places));
    Capture capture = CaptureReader.read(client.get("/admin/debug/threads/stack-trace"));
    new CapturePrinter(out, options.all()).print(capture, new StackFilter(options.filter()));
  }
}
