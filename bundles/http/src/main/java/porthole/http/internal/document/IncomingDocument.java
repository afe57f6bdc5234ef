// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;
import porthole.storage.api.DocumentCommand;

/**
 * A document as a client sends it, taken apart: what storage keeps as the body, and the metadata
 * that stood in it as {@code @metadata}.
 *
 * @param metadata an object; as it came, but for the members that the server owns
 * @param body an object; as it came, without its metadata
 */
public record IncomingDocument(String collection, byte[] metadata, byte[] body) {
  static final String METADATA = "@metadata";
  static final String COLLECTION = "@collection";

  /** What the server says of a document: clients send it back, and it is never stored. */
  private static final Set<String> OWNED =
      Set.of(
          "@id",
          "@change-vector",
          "@last-modified",
          "@etag",
          "@index-score",
          "@flags",
          "@attachments",
          "@counters",
          "@timeseries",
          "@projection");

  private static final byte[] NO_METADATA = {'{', '}'};

  /** Takes apart a document that is all there is in an array. */
  public static IncomingDocument of(byte[] json) {
    JsonCursor cursor = new JsonCursor(json);
    IncomingDocument document = read(json, cursor);
    cursor.finish();
    return document;
  }

  /** Takes apart the document that a cursor over {@code json} stands at, and passes it. */
  public static IncomingDocument read(byte[] json, JsonCursor cursor) {
    JsonMembers members = JsonMembers.read(json, cursor);
    if (members.count(METADATA) > 1) {
      throw RequestException.badRequest("A document has @metadata twice.");
    }
    JsonCursor metadata = members.value(METADATA);
    byte[] body = members.without(METADATA::equals);
    if (metadata == null || metadata.peek() == 'n') {
      return new IncomingDocument("", NO_METADATA, body);
    }
    JsonMembers given = JsonMembers.read(json, metadata);
    String collection = collection(given.value(COLLECTION));
    boolean unnamed = collection.isEmpty();
    byte[] kept =
        given.without(name -> OWNED.contains(name) || (unnamed && name.equals(COLLECTION)));
    return new IncomingDocument(collection, kept, body);
  }

  /** The command that stores it. */
  public DocumentCommand put(@Nullable String id, @Nullable String expectedChangeVector) {
    return new DocumentCommand.Put(id, expectedChangeVector, collection, metadata, body);
  }

  /** Bytes it holds. */
  public int sizeBytes() {
    return metadata.length + body.length;
  }

  private static String collection(@Nullable JsonCursor value) {
    if (value == null) {
      return "";
    }
    byte kind = value.peek();
    if (kind != '"' && kind != 'n') {
      throw RequestException.badRequest("A document's @collection is not a string.");
    }
    String name = value.textOrNull();
    if (name != null && !Ids.encodable(name)) {
      throw RequestException.badRequest("A document's @collection holds half a surrogate pair.");
    }
    return name == null ? "" : name;
  }
}
