// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;

/** Where entries are kept. For one thread at a time. */
public interface EntryStore {

  /** The column of what an entry stands for, as JSON; only those have it that are no document's. */
  String RESULT = "result()";

  /** Replaces a document's entries; none takes it out. */
  void replace(String documentId, List<Document> entries) throws IOException;

  /** Replaces what is found by a term; the new ones are not given it. */
  void replace(Term term, List<Document> by) throws IOException;

  /**
   * All that has been written so far, whether searches see it yet or not. Given back with {@link
   * IndexReader#decRef}.
   */
  IndexReader written() throws IOException;
}
