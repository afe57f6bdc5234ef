// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Folding;

/** Patterns with {@code *} (any run) and {@code ?} (any one character), separated by {@code |}. */
final class IdPatterns {
  private final List<String> folded;

  private IdPatterns(List<String> folded) {
    this.folded = folded;
  }

  /** Null, or an empty text, has no patterns at all. */
  static @Nullable IdPatterns of(@Nullable String patterns) {
    if (patterns == null || patterns.isEmpty()) {
      return null;
    }
    return new IdPatterns(Arrays.asList(Folding.fold(patterns).split("\\|", -1)));
  }

  boolean matches(String foldedText) {
    return folded.stream().anyMatch(pattern -> matches(pattern, foldedText));
  }

  // On a mismatch, the last star takes one character more: linear in space, no recursion.
  private static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
