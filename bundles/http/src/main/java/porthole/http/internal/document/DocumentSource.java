// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Database;
import porthole.storage.api.DocumentPage;
import porthole.storage.api.PrefixQuery;
import porthole.storage.api.StoredDocument;

/** Any number of documents, read in pieces of a bounded size. For one thread. */
public abstract class DocumentSource {
  /** What a piece takes in memory, about: its last document may make it more. */
  private static final long PIECE_BYTES = 1024 * 1024;

  private boolean atEnd;

  /** The next piece; null for each document that is not there. */
  public abstract List<@Nullable StoredDocument> next();

  /** Whether the last piece has been given. */
  public final boolean atEnd() {
    return atEnd;
  }

  private List<@Nullable StoredDocument> piece(DocumentPage page) {
    atEnd = !page.more();
    return List.copyOf(page.documents());
  }

  /** The latest first. */
  static DocumentSource latest(Database database, int start, int pageSize) {
    return new DocumentSource() {
      private long below = Long.MAX_VALUE;
      private int skip = start;
      private int left = pageSize;

      @Override
      public List<@Nullable StoredDocument> next() {
        DocumentPage page = database.latest(below, skip, left, PIECE_BYTES);
        skip = 0;
        left -= page.documents().size();
        if (page.more()) {
          below = page.documents().get(page.documents().size() - 1).etag();
        }
        return super.piece(page);
      }
    };
  }

  /** Those of a prefix. */
  static DocumentSource of(Database database, PrefixQuery query) {
    return new DocumentSource() {
      private PrefixQuery rest = query;

      @Override
      public List<@Nullable StoredDocument> next() {
        DocumentPage page = database.list(rest, PIECE_BYTES);
        List<StoredDocument> found = page.documents();
        if (page.more()) {
          rest = rest.after(found.get(found.size() - 1), found.size());
        }
        return super.piece(page);
      }
    };
  }

  /** Those that are in memory already. */
  public static DocumentSource atHand(List<StoredDocument> documents) {
    return new DocumentSource() {
      @Override
      public List<@Nullable StoredDocument> next() {
        super.atEnd = true;
        return List.copyOf(documents);
      }
    };
  }

  /** Those of several ids, in their order. An empty id stands for no document. */
  public static DocumentSource of(Database database, List<String> ids) {
    return new DocumentSource() {
      private List<String> rest = ids;

      @Override
      public List<@Nullable StoredDocument> next() {
        List<@Nullable StoredDocument> found = database.get(rest, PIECE_BYTES);
        rest = rest.subList(found.size(), rest.size());
        super.atEnd = rest.isEmpty();
        return found;
      }
    };
  }
}
