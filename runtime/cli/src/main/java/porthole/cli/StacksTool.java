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
    Capture capture = capture(options, places);
    new CapturePrinter(out, options.all()).print(capture, new StackFilter(options.filter()));
  }

  private static Capture capture(StacksOptions options, Places places) throws CliException {
    OutsideCapture outside = new OutsideCapture(places.home());
    if (options.pid() != 0) {
      return outside.take(options.pid(), options.wanted());
    }
    Server server = Server.find(options, places);
    try {
      AdminClient client = new AdminClient(server, options.patience(server.pid() != 0));
      return CaptureReader.read(client.get(options.wanted().route()));
    } catch (CliException e) {
      if (server.pid() == 0 || !e.exitCode().isFailureToAnswer()) {
        throw e;
      }
      return instead(outside, server, options, e);
    }
  }

  /** From outside, since the server is there but does not answer; says so. */
  private static Capture instead(
      OutsideCapture outside, Server server, StacksOptions options, CliException why)
      throws CliException {
    try {
      return outside
          .take(server.pid(), options.wanted())
          .with("! Not by HTTP, since " + why.getMessage());
    } catch (CliException e) {
      throw new CliException(
          why.exitCode(), why.getMessage() + " Nor from outside: " + e.getMessage(), e);
    }
  }
}
