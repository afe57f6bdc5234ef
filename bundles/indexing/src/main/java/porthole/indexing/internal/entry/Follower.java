// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.entry.EntryWriter.Work;
import porthole.indexing.internal.entry.IndexContent.Outcomes;
import porthole.storage.api.Change;
import porthole.storage.api.Folding;
import porthole.storage.api.StoredDocument;

/**
 * Has an index follow changes: those of its documents, and those of documents that others of its
 * entries were made with. For one thread at a time.
 */
public final class Follower implements Closeable {
  // So many ids may be in memory.
  private static final int MOST_CHANGED = 100_000;

  private final IndexContent content;
  private final EntryStore store;
  private final References references;
  private final Documents<?> documents;

  // The folded ids of those that have changed, and then those that reference them.
  private final Set<String> changed = new LinkedHashSet<>();
  private @Nullable Referencing referencing;

  /** Writes the entries of documents. */
  private record Documents<E>(
      EntryWriter<E> writer,
      References references,
      Function<String, @Nullable StoredDocument> source,
      Outcomes outcomes) {

    void write(String id, @Nullable StoredDocument document) throws IOException {
      Noted noted = new Noted(source);
      String written = document == null ? id : document.id();
      writer.replace(written, document == null ? List.of() : entries(document, noted));
      references.replace(id, noted);
    }

    private List<E> entries(StoredDocument document, Noted noted) {
      try {
        List<E> entries = writer.entries(document, noted);
        outcomes.succeeded();
        return entries;
      } catch (RuntimeException e) {
        outcomes.failed(document.id(), String.valueOf(e.getMessage()));
        return List.of();
      }
    }
  }

  /**
   * Goes on from what the store has.
   *
   * @param source finds a document by its id as it is now
   */
  public Follower(
      IndexContent content,
      EntryStore store,
      Function<String, @Nullable StoredDocument> source,
      Outcomes outcomes)
      throws IOException {
    this.content = content;
    this.store = store;
    references = new References(store);
    documents = new Documents<>(content.writer(store, outcomes), references, source, outcomes);
  }

  /** The collections whose changes it takes; empty: all. For any thread. */
  public Set<String> collections() {
    Set<String> own = content.collections();
    Set<String> referenced = references.collections();
    if (own.isEmpty() || referenced.isEmpty()) {
      return own;
    }
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(own);
    all.addAll(referenced);
    return all;
  }

  /** Takes in a change; changes that came before may be taken in again. */
  public void change(Change change) throws IOException {
    if (isOwn(change.collection())) {
      documents.write(change.id(), change.document());
    }
    if (!references.collections().isEmpty()) {
      changed.add(Folding.fold(change.id()));
    }
  }

  /** Whether it has taken in so much that it has to be settled now. */
  public boolean isFull() {
    return changed.size() > MOST_CHANGED || documents.writer().isFull();
  }

  private boolean isOwn(String collection) {
    if (content.collections().isEmpty()) {
      return true;
    }
    for (String own : content.collections()) {
      if (own.equalsIgnoreCase(collection)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Does what follows from the changes taken in, or a part of it. Until all is done, nothing of it
   * may be seen or committed, and no change be taken in.
   *
   * @return whether all is done
   */
  public boolean settle(Work work) throws IOException {
    if (!changed.isEmpty()) {
      referencing = new Referencing(store, changed);
      changed.clear();
    }
    return followReferences(work) && documents.writer().settle(work);
  }

  private boolean followReferences(Work work) throws IOException {
    Referencing left = referencing;
    if (left == null) {
      return true;
    }
    for (String id = left.next(); id != null; id = left.next()) {
      work.at(id);
      StoredDocument document = documents.source().apply(id);
      boolean own = document != null && isOwn(document.collection());
      documents.write(id, own ? document : null);
      if (!work.hasTime()) {
        return false;
      }
    }
    left.close();
    referencing = null;
    return true;
  }

  /** Gives back what it reads with, whether all is settled or not. */
  @Override
  public void close() throws IOException {
    Referencing left = referencing;
    referencing = null;
    IOUtils.close(left, documents.writer());
  }
}
