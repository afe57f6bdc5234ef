// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.dump;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a line says of a lock.
 *
 * @param held the thread has it
 * @param waiting the thread waits in {@code Object.wait} or parks for it
 * @param identity its address at the time of the dump, or empty where it is not told
 * @param className its class, or empty
 */
record LockLine(boolean held, boolean waiting, String identity, String className) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<what>waiting to lock|waiting to re-lock in wait\\(\\)|waiting on|parking to wait for|locked)?"
              + " *<(?<id>[^>]*)>(?: \\(an? (?<class>.*)\\))?");

  static @Nullable LockLine parse(String text) {
    Matcher line = LINE.matcher(text);
    if (!line.matches() || text.startsWith("<no ")) {
      return null;
    }
    // A lock alone stands in the list of owned synchronizers.
    String what = line.group("what") == null ? "locked" : line.group("what");
    String id = line.group("id");
    String className = line.group("class");
    return new LockLine(
        what.equals("locked"),
        what.equals("waiting on") || what.equals("parking to wait for"),
        id.startsWith("0x") ? id : "",
        className == null ? "" : className);
  }
}
