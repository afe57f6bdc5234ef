// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import porthole.http.internal.json.JsonCursor;

/**
 * Where in a document the ids of others stand.
 *
 * <p>{@code a.b} goes into objects, {@code a[].b} into the elements of an array; {@code $Values}
 * and {@code $Keys} go over all members of an object. {@code a(prefix/)} puts text before what is
 * found, {@code a[{0}/suffix]} puts what is found in place of <code>{0}</code>. What is found is a
 * string, a number, or an array of them. Immutable.
 */
public final class IncludePath {
  private static final String HOLE = "{0}";

  private final List<String> steps;
  private final String before;
  private final String after;

  private IncludePath(List<String> steps, String before, String after) {
    this.steps = steps;
    this.before = before;
    this.after = after;
  }

  /** Reads a path; whatever it is, it is one, though it may lead nowhere. */
  public static IncludePath of(String text) {
    int parenthesis = text.indexOf('(');
    if (parenthesis > 0 && text.endsWith(")")) {
      String prefix = text.substring(parenthesis + 1, text.length() - 1);
      return new IncludePath(steps(text.substring(0, parenthesis)), prefix, "");
    }
    int hole = text.lastIndexOf(HOLE);
    int bracket = hole < 0 ? -1 : text.lastIndexOf('[', hole);
    if (bracket > 0 && text.endsWith("]")) {
      String prefix = text.substring(bracket + 1, hole);
      String suffix = text.substring(hole + HOLE.length(), text.length() - 1);
      return new IncludePath(steps(text.substring(0, bracket)), prefix, suffix);
    }
    return new IncludePath(steps(text), "", "");
  }

  /** Gives every id that stands at this path in a document, in the document's order. */
  public void collect(byte[] body, Consumer<String> ids) {
    follow(new JsonCursor(body), 0, ids);
  }

  private void follow(JsonCursor value, int step, Consumer<String> ids) {
    switch (value.peek()) {
      case '[' -> value.array(element -> follow(element, step, ids));
      case '{' -> value.object(member -> enter(member, step, ids));
      case '"' -> found(value.text(), step, ids);
      case 't', 'f', 'n' -> value.skipValue();
      default -> found(new String(value.raw(), StandardCharsets.US_ASCII), step, ids);
    }
  }

  private void enter(JsonCursor member, int step, Consumer<String> ids) {
    if (step == steps.size()) {
      return;
    }
    String name = steps.get(step);
    if (name.equals("$Keys")) {
      found(member.name(), step + 1, ids);
    } else if (name.equals("$Values") || member.name().equals(name)) {
      follow(member, step + 1, ids);
    }
  }

  private void found(String value, int step, Consumer<String> ids) {
    if (step == steps.size() && !value.isEmpty()) {
      ids.accept(before + value + after);
    }
  }

  /** Arrays are gone through wherever they stand, so the brackets say nothing more. */
  private static List<String> steps(String path) {
    return List.of(path.replace("[]", "").split("[.,]", 0));
  }
}
