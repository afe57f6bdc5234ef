// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.IncomingDocument;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.PlainJson;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StoredDocument;

/** Documents as scripts see them: plain values, with {@code @metadata}. */
final class ScriptDocument {
  static final String METADATA = "@metadata";

  private static final PlainJson JSON = new PlainJson(KeptNumber::of);

  private ScriptDocument() {}

  /** A stored one. */
  static Map<String, @Nullable Object> of(StoredDocument document) {
    JsonBytes whole = new JsonBytes(document.body().length + document.metadata().length + 256);
    OutgoingDocument.write(whole, document, false);
    return object(new JsonCursor(whole.toBytes()));
  }

  /** One that is not there yet, of which only the id is known. */
  static Map<String, @Nullable Object> missing(String id) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put(METADATA, Map.of("@id", id));
    return document;
  }

  /** Passes an object. */
  static Map<String, @Nullable Object> object(JsonCursor value) {
    return JSON.object(value);
  }

  /** What a script made, to be stored. */
  static IncomingDocument incoming(Map<?, ?> document) {
    JsonBytes json = new JsonBytes();
    PlainJson.write(json, document);
    return IncomingDocument.of(json.toBytes());
  }

  /** A document that is going to be stored under an id. */
  static StoredDocument draft(String id, IncomingDocument document) {
    return stored(id, document, "", Instant.EPOCH);
  }

  /** A document as it is stored. */
  static StoredDocument stored(
      String id, IncomingDocument document, String changeVector, Instant lastModified) {
    boolean unnamed = document.collection().isEmpty();
    return new StoredDocument(
        id,
        unnamed ? DocumentCommand.NO_COLLECTION : document.collection(),
        0,
        changeVector,
        lastModified,
        document.metadata(),
        document.body());
  }
}
