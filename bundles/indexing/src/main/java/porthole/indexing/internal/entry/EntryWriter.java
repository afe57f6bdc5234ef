// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import porthole.indexing.internal.function.Loader;
import porthole.storage.api.StoredDocument;

/**
 * Writes what an index holds of documents. For one thread at a time.
 *
 * @param <E> what it makes of a document
 */
public interface EntryWriter<E> extends Closeable {

  /** The time that work may take, and what is shown of it. */
  interface Work {
    /** Whether it may go on. */
    boolean hasTime();

    /** What it is at now. */
    void at(String what);
  }

  /**
   * What it makes of a document; writes nothing.
   *
   * @throws RuntimeException when this document cannot be indexed; the message is for whoever wrote
   *     the index
   */
  List<E> entries(StoredDocument document, Loader loader);

  /** Replaces what there is of a document; none takes it out. */
  void replace(String documentId, List<E> entries) throws IOException;

  /** Whether it holds so much of what was replaced in memory that it has to be settled now. */
  boolean isFull();

  /**
   * Does what follows from what was replaced, or a part of it. Until all is done, nothing of it may
   * be seen or committed, and nothing more be replaced.
   *
   * @return whether all is done
   */
  boolean settle(Work work) throws IOException;

  /** Gives back what it reads with, whether all is settled or not. */
  @Override
  void close() throws IOException;
}
