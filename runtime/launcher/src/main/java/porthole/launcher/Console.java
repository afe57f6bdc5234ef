// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** The terminal: answers on standard output, everything else on standard error. */
final class Console {

  private final PrintStream out;
  private final PrintStream err;

  Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  static Console ofProcess() {
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
  }

  /** What other programs may wait for. */
  void answer(String line) {
    out.println(line);
    out.flush();
  }

  /** What a person should know. */
  void say(String line) {
    err.println("porthole: " + line);
    err.flush();
  }
}
