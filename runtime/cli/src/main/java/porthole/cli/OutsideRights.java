// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why the kernel would keep a caller from looking at a process, in words for the operator. */
final class OutsideRights {
  private static final int NOBODY = 3;
  private final Path proc;

  /** Asks the kernel's files in {@code proc}. */
  OutsideRights(Path proc) {
    this.proc = proc;
  }

  /**
   * What the caller lacks and the line that helps, or empty where it is something else.
   *
   * @param command what was run, to be run again
   */
  String advice(long pid, String command) {
    int scope = yamaScope();
    if (scope >= NOBODY || owner("self") == 0) {
      return "";
    }
    String run = " Run: sudo " + command;
    if (scope > 0) {
      return "looking at a process from outside takes root, since kernel.yama.ptrace_scope is "
          + scope
          + "."
          + run;
    }
    return owner(Long.toString(pid)) == owner("self")
        ? ""
        : "process " + pid + " is another user's." + run;
  }

  /** 0 where Yama is absent. */
  private int yamaScope() {
    try {
      Path file = proc.resolve("sys/kernel/yama/ptrace_scope");
      return Integer.parseInt(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private int owner(String process) {
    try {
      return (int) Files.getAttribute(proc.resolve(process), "unix:uid");
    } catch (IOException | UnsupportedOperationException e) {
      return -1;
    }
  }
}
