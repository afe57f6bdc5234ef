// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/** {@code GET /streams/docs}: any number of documents, by a prefix or the latest first. */
public final class StreamDocuments {
  private static final int SEND_FROM_BYTES = 32 * 1024;

  private StreamDocuments() {}

  /** Answers with {@code Results}, and nothing else. */
  public static Answer get(Exchange exchange, Database database) {
    DocumentSource source = LoadDocuments.listed(database, exchange.query());
    return Answer.ok(out -> write(exchange, source, out));
  }

  private static void write(Exchange exchange, DocumentSource source, OutputStream out)
      throws IOException {
    JsonBytes body = new JsonBytes(2 * SEND_FROM_BYTES).beginObject().name("Results").beginArray();
    long count = 0;
    do {
      for (StoredDocument document : source.next()) {
        OutgoingDocument.write(body, Objects.requireNonNull(document), false);
        count++;
        if (body.size() >= SEND_FROM_BYTES) {
          body.drainTo(out);
        }
      }
      exchange.activity().count(count);
    } while (!source.atEnd());
    body.endArray().endObject().drainTo(out);
  }
}
