// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import porthole.indexing.internal.search.StopSignal.SearchTime;

/** Searches that end when they are told to. */
public final class Searches {

  private Searches() {}

  /** What is found with a searcher. */
  @FunctionalInterface
  public interface Search<T> {
    /** Finds it. */
    T in(IndexSearcher searcher) throws IOException;
  }

  /**
   * Searches.
   *
   * @param query what is going to be looked for
   * @throws porthole.indexing.api.IndexingException.Stopped if it was told to end
   */
  public static <T> T run(IndexReader reader, Query query, StopSignal stop, Search<T> search) {
    SearchTime time = stop.begin();
    time.check();
    try {
      return search.in(searcher(reader, query, time));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IndexSearcher searcher(IndexReader reader, Query query, SearchTime time)
      throws IOException {
    return new TimedSearcher(
        walksBeforehand(query) && reader instanceof DirectoryReader directory
            ? new TimedReader(directory, time)
            : reader,
        time);
  }

  // A searcher looks at the time while it goes through documents. What goes through terms or points
  // before needs a reader that does, which makes everything a little slower.
  private static boolean walksBeforehand(Query query) {
    Walks walks = new Walks();
    query.visit(walks);
    return walks.found;
  }

  private static final class Walks extends QueryVisitor {
    private boolean found;

    @Override
    public void visitLeaf(Query query) {
      found |=
          !(query instanceof MatchAllDocsQuery
              || query instanceof MatchNoDocsQuery
              || query instanceof FieldExistsQuery);
    }

    @Override
    public void consumeTermsMatching(
        Query query, String field, Supplier<ByteRunAutomaton> automaton) {
      found = true;
    }

    @Override
    public QueryVisitor getSubVisitor(Occur occur, Query parent) {
      return this;
    }
  }
}
