// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.search.StopSignal.SearchTime;

/**
 * A reader that looks at the time while a pattern goes through terms, or a range through a tree of
 * points. Lucene's own {@code ExitableDirectoryReader} does so only at terms that match: not where
 * a million do not.
 */
final class TimedReader extends FilterDirectoryReader {
  private final SearchTime time;

  TimedReader(DirectoryReader of, SearchTime time) throws IOException {
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

  /** Looks at the time every now and then. For one thread. */
  static final class Steps {
    private static final int BETWEEN_LOOKS = 64;

    private final SearchTime time;
    private int count;

    Steps(SearchTime time) {
      this.time = time;
    }

    void step() {
      if (++count % BETWEEN_LOOKS == 0) {
        look();
      }
    }

    void look() {
      time.check();
    }
  }

  @Override
  protected DirectoryReader doWrapDirectoryReader(DirectoryReader of) throws IOException {
    return new TimedReader(of, time);
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
    public @Nullable PointValues getPointValues(String field) throws IOException {
      PointValues points = in.getPointValues(field);
      return points == null ? null : new TimedPoints(points, time);
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
    private final Steps steps;

    Walk(TermsEnum of, SearchTime time) {
      super(of);
      steps = new Steps(time);
    }

    @Override
    public @Nullable BytesRef next() throws IOException {
      steps.step();
      return in.next();
    }

    @Override
    public SeekStatus seekCeil(BytesRef term) throws IOException {
      steps.step();
      return in.seekCeil(term);
    }
  }
}
