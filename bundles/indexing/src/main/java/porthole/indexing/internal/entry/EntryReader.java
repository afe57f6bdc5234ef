// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexReader.CacheHelper;
import org.apache.lucene.index.IndexReader.CacheKey;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Sees the entries of an index, and nothing that is {@link Hidden}. */
public final class EntryReader extends FilterDirectoryReader {
  private final Segments segments;

  private EntryReader(DirectoryReader in, Segments segments) throws IOException {
    super(in, segments);
    this.segments = segments;
  }

  /** Of all that a reader sees; takes it over. */
  public static EntryReader of(DirectoryReader in) throws IOException {
    return new EntryReader(in, new Segments());
  }

  @Override
  protected DirectoryReader doWrapDirectoryReader(DirectoryReader changed) throws IOException {
    return new EntryReader(changed, segments);
  }

  @Override
  public CacheHelper getReaderCacheHelper() {
    return in.getReaderCacheHelper();
  }

  /** Wraps segments, and remembers what it found in those that stay. */
  private static final class Segments extends SubReaderWrapper {
    // What a segment has of entries, deleted ones included, never changes.
    private final Map<CacheKey, FixedBitSet> entries = new ConcurrentHashMap<>();

    @Override
    public LeafReader wrap(LeafReader segment) {
      try {
        Terms hidden = segment.terms(Hidden.FIELD);
        return hidden == null ? segment : new Segment(segment, live(segment, hidden));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private FixedBitSet live(LeafReader segment, Terms hidden) throws IOException {
      FixedBitSet live = entries(segment, hidden).clone();
      Bits undeleted = segment.getLiveDocs();
      if (undeleted != null) {
        DocIdSetIterator each = new BitSetIterator(live, 0);
        for (int i = each.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = each.nextDoc()) {
          if (!undeleted.get(i)) {
            live.clear(i);
          }
        }
      }
      return live;
    }

    private FixedBitSet entries(LeafReader segment, Terms hidden) throws IOException {
      CacheHelper core = segment.getCoreCacheHelper();
      FixedBitSet known = entries.get(core.getKey());
      if (known != null) {
        return known;
      }
      FixedBitSet found = new FixedBitSet(segment.maxDoc());
      found.set(0, segment.maxDoc());
      TermsEnum kinds = hidden.iterator();
      while (kinds.next() != null) {
        PostingsEnum each = kinds.postings(null, PostingsEnum.NONE);
        for (int i = each.nextDoc(); i != DocIdSetIterator.NO_MORE_DOCS; i = each.nextDoc()) {
          found.clear(i);
        }
      }
      if (entries.put(core.getKey(), found) == null) {
        core.addClosedListener(entries::remove);
      }
      return found;
    }
  }

  private static final class Segment extends FilterLeafReader {
    private final Bits live;
    private final int count;

    Segment(LeafReader in, FixedBitSet live) {
      super(in);
      this.live = live.asReadOnlyBits();
      count = live.cardinality();
    }

    @Override
    public Bits getLiveDocs() {
      return live;
    }

    @Override
    public int numDocs() {
      return count;
    }

    @Override
    public @Nullable CacheHelper getCoreCacheHelper() {
      return in.getCoreCacheHelper();
    }

    @Override
    public @Nullable CacheHelper getReaderCacheHelper() {
      return in.getReaderCacheHelper();
    }
  }
}
