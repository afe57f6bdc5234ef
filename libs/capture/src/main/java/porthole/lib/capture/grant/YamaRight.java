// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.grant;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The right that Linux's Yama asks for. Without Yama, and on other systems, none is needed.
 *
 * <p>The attach API works without it; it is granted so that every helper is treated alike, and so
 * that what is missing for a helper that needs it is said here, early.
 */
public final class YamaRight implements LookRight {
  /** Where the kernel says how Yama guards processes. */
  public static final Path YAMA = Path.of("/proc/sys/kernel/yama/ptrace_scope");

  private final boolean needed;
  private final @Nullable NativePrctl prctl;
  private final String missing;

  /** Finds out whether a right is needed here, and whether it can be granted. */
  public YamaRight(Path yama) {
    this.needed = Files.exists(yama);
    NativePrctl found = null;
    String why = "";
    if (needed) {
      try {
        found = new NativePrctl();
      } catch (LinkageError e) {
        why = "JNA, which calls prctl, is not there: " + e;
      }
    }
    this.prctl = found;
    this.missing = why;
  }

  @Override
  public String grant(long pid) {
    if (!needed) {
      return "";
    }
    if (prctl == null) {
      return missing;
    }
    int error = prctl.setPtracer(pid);
    return error == 0 ? "" : "prctl(PR_SET_PTRACER, " + pid + ") failed with error " + error + ".";
  }

  @Override
  public void revoke() {
    if (prctl != null) {
      prctl.setPtracer(0);
    }
  }
}
