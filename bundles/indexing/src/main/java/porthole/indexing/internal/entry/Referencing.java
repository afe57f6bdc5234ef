// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/**
 * The documents that reference others, one by one: there may be more than memory takes. One that
 * references several comes several times.
 */
final class Referencing implements Closeable {
  private final IndexReader reader;
  private final Iterator<String> referenced;
  private Iterator<Found> segments = List.<Found>of().iterator();
  private int[] numbers = {};
  private int next;
  private BinaryDocValues ids = DocValues.emptyBinary();

  /**
   * As they are now.
   *
   * @param referenced folded ids
   */
  Referencing(EntryStore store, Set<String> referenced) throws IOException {
    reader = store.written();
    this.referenced = List.copyOf(referenced).iterator();
  }

  /** The folded id of the next one; null: there is none. */
  @Nullable String next() throws IOException {
    while (next == numbers.length) {
      if (segments.hasNext()) {
        Found segment = segments.next();
        numbers = segment.numbers();
        next = 0;
        ids = DocValues.getBinary(segment.segment(), References.OF);
      } else if (referenced.hasNext()) {
        segments = Found.by(reader, new Term(References.TO, referenced.next())).iterator();
      } else {
        return null;
      }
    }
    return ids.advanceExact(numbers[next++]) ? ids.binaryValue().utf8ToString() : "";
  }

  @Override
  public void close() throws IOException {
    reader.decRef();
  }
}
