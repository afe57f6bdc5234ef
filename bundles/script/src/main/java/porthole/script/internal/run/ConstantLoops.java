// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code for (const x of y)}, which the engine does not know: becomes {@code for (let x of y)},
 * with everything else at its place.
 */
final class ConstantLoops {
  // Strings, comments and templates are found too, so that what is in them is left as it is.
  private static final Pattern PARTS =
      Pattern.compile(
          "\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)*+'|`(?:[^`\\\\]|\\\\.)*+`"
              + "|//[^\n]*+|/\\*.*?\\*/|(?<![\\w$.])for\\s*+\\(\\s*+(?<keyword>const)\\b",
          Pattern.DOTALL);

  private ConstantLoops() {}

  /** A text of the same length and lines. */
  static String rewrite(String text) {
    if (!text.contains("const")) {
      return text;
    }
    StringBuilder result = new StringBuilder(text);
    Matcher parts = PARTS.matcher(text);
    while (parts.find()) {
      if (parts.start("keyword") >= 0) {
        result.replace(parts.start("keyword"), parts.end("keyword"), "let  ");
      }
    }
    return result.toString();
  }
}
