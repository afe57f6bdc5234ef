// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.StorageException;

/** Which write of which database a document is at: docs/formats/change-vector.md. */
public final class ChangeVector {
  private static final Pattern ENTRY =
      Pattern.compile("([A-Z]{1,4}):([0-9]{1,19})-([A-Za-z0-9+/]{22})");
  private static final Pattern SEPARATOR = Pattern.compile(",[ ]*");
  private static final int SHOWN_CHARACTERS = 128;

  private record Source(String tag, String databaseId) {}

  private final Map<Source, Long> entries;

  private ChangeVector(Map<Source, Long> entries) {
    this.entries = entries;
  }

  /** The text of a change vector with a single entry. */
  public static String of(String tag, long etag, String databaseId) {
    return tag + ":" + etag + "-" + databaseId;
  }

  /**
   * Reads one; the empty text has no entries.
   *
   * @throws StorageException.InvalidChangeVector says where it goes wrong
   */
  public static ChangeVector parse(String text) {
    Map<Source, Long> entries = new HashMap<>();
    Matcher entry = ENTRY.matcher(text);
    Matcher separator = SEPARATOR.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!entry.region(at, text.length()).lookingAt()) {
        throw invalid(text, at, "an entry such as 'A:12-' and 22 characters of base64");
      }
      add(entries, entry, text);
      at = entry.end();
      if (at == text.length()) {
        break;
      }
      if (!separator.region(at, text.length()).lookingAt() || separator.end() == text.length()) {
        throw invalid(text, at, "', ' and another entry, or the end");
      }
      at = separator.end();
    }
    return new ChangeVector(entries);
  }

  private static void add(Map<Source, Long> entries, Matcher entry, String text) {
    long etag;
    try {
      etag = Long.parseLong(entry.group(2));
    } catch (NumberFormatException e) {
      throw invalid(text, entry.start(2), "an etag up to " + Long.MAX_VALUE);
    }
    Source source = new Source(entry.group(1), entry.group(3));
    if (entries.put(source, etag) != null) {
      throw invalid(text, entry.start(), "only one entry of each source");
    }
  }

  private static StorageException.InvalidChangeVector invalid(String text, int at, String wanted) {
    String shown =
        text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    return new StorageException.InvalidChangeVector(
        "The change vector '" + shown + "' goes wrong at position " + at + ": expected " + wanted);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChangeVector that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entries);
  }
}
