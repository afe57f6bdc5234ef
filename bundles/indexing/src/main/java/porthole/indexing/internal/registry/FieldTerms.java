// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.index.Entries;
import porthole.indexing.internal.index.IndexBlueprint;
import porthole.indexing.internal.search.QueryException;

/** Lists the terms of a field. */
final class FieldTerms {

  private FieldTerms() {}

  static List<String> list(ManagedIndex index, String field, @Nullable String after, int most) {
    IndexBlueprint blueprint = index.blueprint();
    try (Entries entries = index.answering().entries()) {
      String name = blueprint == null ? field : blueprint.fields().plain(field).name();
      Terms terms = MultiTerms.getTerms(entries.searcher().getIndexReader(), name);
      return terms == null ? List.of() : list(terms.iterator(), after, most);
    } catch (AlreadyClosedException e) {
      throw new IndexingException.Unavailable(index + " is being opened anew. Try again.");
    } catch (QueryException e) {
      throw new IndexingException.InvalidQuery(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> list(TermsEnum terms, @Nullable String after, int most)
      throws IOException {
    List<String> found = new ArrayList<>();
    BytesRef term = first(terms, after);
    while (term != null && found.size() < most) {
      found.add(term.utf8ToString());
      term = terms.next();
    }
    return found;
  }

  private static @Nullable BytesRef first(TermsEnum terms, @Nullable String after)
      throws IOException {
    if (after == null || after.isEmpty()) {
      return terms.next();
    }
    BytesRef from = new BytesRef(after);
    TermsEnum.SeekStatus status = terms.seekCeil(from);
    return switch (status) {
      case END -> null;
      case FOUND -> terms.next();
      case NOT_FOUND -> terms.term();
    };
  }
}
