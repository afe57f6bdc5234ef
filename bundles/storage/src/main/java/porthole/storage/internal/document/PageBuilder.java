// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.DocumentPage;
import porthole.storage.api.StoredDocument;

/** Collects documents until there are enough of them, or until they take enough memory. */
final class PageBuilder {
  /** What a document takes besides its bytes, about. */
  private static final int OVERHEAD_BYTES = 512;

  private final List<@Nullable StoredDocument> documents = new ArrayList<>();
  private final int pageSize;
  private final long maxBytes;
  private long bytes;

  PageBuilder(int pageSize, long maxBytes) {
    this.pageSize = pageSize;
    this.maxBytes = maxBytes;
  }

  boolean wantsMore() {
    return documents.size() < pageSize && bytes < maxBytes;
  }

  /** Null stands for a document that is not there. */
  void add(@Nullable StoredDocument document) {
    documents.add(document);
    bytes += document == null ? OVERHEAD_BYTES : bytes(document);
  }

  /** What a document takes in memory, about. */
  static long bytes(StoredDocument document) {
    return OVERHEAD_BYTES + document.metadata().length + (long) document.body().length;
  }

  List<@Nullable StoredDocument> documents() {
    return documents;
  }

  /** A page of what was added, when there were no nulls. */
  DocumentPage page() {
    List<StoredDocument> present = new ArrayList<>(documents.size());
    for (@Nullable StoredDocument document : documents) {
      if (document != null) {
        present.add(document);
      }
    }
    return new DocumentPage(present, bytes >= maxBytes && documents.size() < pageSize);
  }
}
