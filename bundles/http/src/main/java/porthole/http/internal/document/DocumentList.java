// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.StoredDocument;

/**
 * Documents that go out together, with those that they include.
 *
 * @param results null for each that is not there
 */
record DocumentList(List<@Nullable StoredDocument> results, List<StoredDocument> includes) {

  /** The answer: 304 when the client has these very documents already. */
  Answer answer(Exchange exchange) {
    String tag = tag();
    if (tag.equals(exchange.tag("If-None-Match"))) {
      return Answer.empty(304).tagged(tag);
    }
    boolean metadataOnly = exchange.query().flag("metadataOnly");
    JsonBytes body = new JsonBytes(4096).beginObject().name("Results").beginArray();
    for (@Nullable StoredDocument document : results) {
      if (document == null) {
        body.literal("null");
      } else {
        OutgoingDocument.write(body, document, metadataOnly);
      }
    }
    body.endArray().name("Includes").beginObject();
    for (StoredDocument document : includes) {
      body.name(document.id());
      OutgoingDocument.write(body, document, metadataOnly);
    }
    return Answer.ok(body.endObject().endObject()).tagged(tag);
  }

  /** The change vector of a single document; a hash of all of them otherwise. */
  private String tag() {
    if (results.size() == 1 && includes.isEmpty()) {
      StoredDocument only = results.get(0);
      return only == null ? hash() : only.changeVector();
    }
    return hash();
  }

  private String hash() {
    MessageDigest digest = sha256();
    for (@Nullable StoredDocument document : results) {
      add(digest, document);
    }
    digest.update((byte) '|');
    for (StoredDocument document : includes) {
      add(digest, document);
    }
    return Base64.getEncoder().encodeToString(digest.digest());
  }

  private static void add(MessageDigest digest, @Nullable StoredDocument document) {
    if (document != null) {
      digest.update(document.id().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(document.changeVector().getBytes(StandardCharsets.UTF_8));
    }
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
