// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.storage.api.StoredDocument;

/** Puts a stored document together again: its bytes as they are, with {@code @metadata} last. */
public final class OutgoingDocument {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private OutgoingDocument() {}

  /** Writes a document as one value. */
  public static void write(JsonBytes out, StoredDocument document, boolean metadataOnly) {
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
        .field("@last-modified", date(document.lastModified()))
        .endObject()
        .endObject();
  }

  /** A date as the clients write and read them: UTC, to 100 ns. */
  public static String date(Instant instant) {
    return DATE.format(instant);
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
