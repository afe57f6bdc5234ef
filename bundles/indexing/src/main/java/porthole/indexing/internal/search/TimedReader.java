// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.search.StopSignal.SearchTime;

/**
 * A reader that looks at the time while a pattern goes through terms. Lucene's own {@code
 * ExitableDirectoryReader} does so only at those that match: not where a million do not.
 */
final class TimedTerms extends FilterDirectoryReader {
  private static final int TERMS_BETWEEN_LOOKS = 64;

  private final SearchTime time;

  TimedTerms(DirectoryReader of, SearchTime time) throws IOException {
    super(
        of,
        new SubReaderWrapper() {
          @Override
          public LeafReader wrap(LeafReader reader) {
            return new Segment(reader, time);
          }
        });
    this.time = time;
  }

  @Override
  protected DirectoryReader doWrapDirectoryReader(DirectoryReader of) throws IOException {
    return new TimedTerms(of, time);
  }

  @Override
  public CacheHelper getReaderCacheHelper() {
    return in.getReaderCacheHelper();
  }

  private static final class Segment extends FilterLeafReader {
    private final SearchTime time;

    Segment(LeafReader of, SearchTime time) {
      super(of);
      this.time = time;
    }

    @Override
    public @Nullable Terms terms(String field) throws IOException {
      Terms terms = in.terms(field);
      return terms == null ? null : new Walked(terms, time);
    }

    @Override
    public CacheHelper getCoreCacheHelper() {
      return in.getCoreCacheHelper();
    }

    @Override
    public CacheHelper getReaderCacheHelper() {
      return in.getReaderCacheHelper();
    }
  }

  /** Without a shortcut of its own for patterns: they go through the iterator. */
  private static final class Walked extends FilterLeafReader.FilterTerms {
    private final SearchTime time;

    Walked(Terms of, SearchTime time) {
      super(of);
      this.time = time;
    }

    @Override
    public TermsEnum iterator() throws IOException {
      return new Walk(in.iterator(), time);
    }
  }

  private static final class Walk extends FilterLeafReader.FilterTermsEnum {
    private final SearchTime time;
    private int terms;

    Walk(TermsEnum of, SearchTime time) {
      super(of);
      this.time = time;
    }

    @Override
    public @Nullable BytesRef next() throws IOException {
      look();
      return in.next();
    }

    @Override
    public SeekStatus seekCeil(BytesRef term) throws IOException {
      look();
      return in.seekCeil(term);
    }

    private void look() {
      if (++terms % TERMS_BETWEEN_LOOKS == 0) {
        time.check();
      }
    }
  }
}
