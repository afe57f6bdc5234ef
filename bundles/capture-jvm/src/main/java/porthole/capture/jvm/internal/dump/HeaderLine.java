// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.dump;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.RawThread;

/**
 * The line that a thread begins with, such as {@code "main" #1 prio=5 os_prio=0 cpu=40.80ms
 * elapsed=2.30s tid=0x00007f8180017ea0 nid=0x76a7 runnable [0x00007f8185dfe000]}.
 */
final class HeaderLine {
  // The name is matched greedily: of all quotes in it, the last one that the rest can follow ends
  // it.
  private static final Pattern HEADER =
      Pattern.compile(
          "\"(?<name>.*)\"(?: #(?<id>\\d{1,18}))?(?: \\[(?<os>\\d{1,18})])?(?: daemon)?"
              + "(?: prio=-?\\d+)?(?: os_prio=-?\\d+)? [^\"]*?tid=0x(?<tid>[0-9a-f]{1,16})"
              + "(?: nid=(?<nid>0x[0-9a-f]{1,15}|\\d{1,18}))?(?: .*)?",
          Pattern.DOTALL);

  private HeaderLine() {}

  /** The thread that {@code text} introduces, or null when it is no header. */
  static @Nullable RawThread parse(String text) {
    Matcher header = HEADER.matcher(text);
    if (!header.matches()) {
      return null;
    }
    RawThread thread = new RawThread();
    thread.name = header.group("name");
    thread.threadId = number(header.group("id"));
    thread.nativeThread = header.group("id") == null;
    thread.javaThreadAddress =
        thread.nativeThread ? 0 : Long.parseUnsignedLong(header.group("tid"), 16);
    long osThreadId = number(header.group("nid"));
    thread.osThreadId = osThreadId != 0 ? osThreadId : number(header.group("os"));
    return thread;
  }

  private static long number(@Nullable String text) {
    return text == null ? 0 : Long.decode(text.startsWith("0x") ? text : trimZeros(text));
  }

  /** Without leading zeros, which would make it octal. */
  private static String trimZeros(String text) {
    return Long.toString(Long.parseLong(text));
  }
}
