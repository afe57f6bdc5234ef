// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.storage.api.StoredDocument;

/** Puts a stored document together again: its bytes as they are, with {@code @metadata} last. */
public final class OutgoingDocument {
  private static final int NANOS_PER_TICK = 100;

  private OutgoingDocument() {}

  /** Writes a document as one value. */
  public static void write(JsonBytes out, StoredDocument document, boolean metadataOnly) {
    open(out, document, metadataOnly);
    out.endObject().endObject();
  }

  /** Writes one that was found in an index; its metadata says how well it fits. */
  public static void writeFound(
      JsonBytes out, StoredDocument document, boolean metadataOnly, float score) {
    open(out, document, metadataOnly);
    out.name("@index-score").literal(score).endObject().endObject();
  }

  /** Writes all but the end of the metadata and of the document. */
  private static void open(JsonBytes out, StoredDocument document, boolean metadataOnly) {
    if (metadataOnly) {
      out.beginObject();
    } else {
      open(out, document.body());
    }
    out.name(IncomingDocument.METADATA);
    open(out, document.metadata());
    if (!namesCollection(document.metadata())) {
      out.field(IncomingDocument.COLLECTION, document.collection());
    }
    out.field("@change-vector", document.changeVector())
        .field("@id", document.id())
        .field("@last-modified", date(document.lastModified()));
  }

  /** A date as the clients write and read them: UTC, to 100 ns. */
  public static String date(Instant instant) {
    // By hand, since a formatter takes longer than all the rest of a read.
    LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder date = new StringBuilder(28);
    digits(date, utc.getYear(), 4).append('-');
    digits(date, utc.getMonthValue(), 2).append('-');
    digits(date, utc.getDayOfMonth(), 2).append('T');
    digits(date, utc.getHour(), 2).append(':');
    digits(date, utc.getMinute(), 2).append(':');
    digits(date, utc.getSecond(), 2).append('.');
    return digits(date, instant.getNano() / NANOS_PER_TICK, 7).append('Z').toString();
  }

  private static StringBuilder digits(StringBuilder text, int number, int count) {
    String digits = Integer.toString(number);
    for (int i = digits.length(); i < count; i++) {
      text.append('0');
    }
    return text.append(digits);
  }

  /** Writes an object up to, but without, its closing brace. */
  private static void open(JsonBytes out, byte[] object) {
    int end = lastBefore(object, object.length);
    int lastOfContent = lastBefore(object, end);
    out.beginObject();
    int first = firstAfter(object);
    out.splice(object, first + 1, lastOfContent + 1);
  }

  private static int firstAfter(byte[] object) {
    int i = 0;
    while (object[i] != '{') {
      i++;
    }
    return i;
  }

  /** The index of the last byte before another one that is not white space. */
  private static int lastBefore(byte[] object, int before) {
    int i = before - 1;
    while (object[i] <= ' ' && object[i] >= 0) {
      i--;
    }
    return i;
  }

  private static boolean namesCollection(byte[] metadata) {
    boolean[] found = {false};
    new JsonCursor(metadata).object(value -> found[0] |= value.nameIs(IncomingDocument.COLLECTION));
    return found[0];
  }
}
