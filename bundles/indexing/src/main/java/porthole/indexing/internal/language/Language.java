// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.language;

import java.util.regex.Pattern;

/** What an index's functions are written in. */
public enum Language {
  CSHARP,
  JAVASCRIPT;

  // As the clients have it, who say nothing else: C# begins with a query or what it is of.
  private static final Pattern CSHARP_BEGINNING =
      Pattern.compile(
          "(?:from|docs|(?:timeseries|counters)(?!\\s*\\.\\s*map\\b))\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** That of a map, by how it begins. */
  public static Language of(String map) {
    return CSHARP_BEGINNING.matcher(withoutLeadingComments(map)).matches() ? CSHARP : JAVASCRIPT;
  }

  private static String withoutLeadingComments(String map) {
    String rest = map.strip();
    while (rest.startsWith("//") || rest.startsWith("/*")) {
      String close = rest.startsWith("//") ? "\n" : "*/";
      int end = rest.indexOf(close, 2);
      rest = end < 0 ? "" : rest.substring(end + close.length()).strip();
    }
    return rest;
  }
}
