// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import porthole.storage.api.Folding;

/**
 * Which documents an index's entries were made with, besides those that they are of. Kept in the
 * index itself, so that it survives with them.
 */
final class References {
  /** The field with the folded id of the document that references, also a column. */
  static final String OF = "reference().of";

  /** The field with the folded ids of those that it references. */
  static final String TO = "reference().to";

  private static final String COLLECTION = "reference().collection";

  private final EntryStore store;

  // Only ever grows: in an index that nothing references there is nothing to be replaced.
  private volatile Set<String> collections;

  /** As the index has them. */
  References(EntryStore store) throws IOException {
    this.store = store;
    IndexReader reader = store.written();
    try {
      collections = Set.copyOf(terms(reader));
    } finally {
      reader.decRef();
    }
  }

  private static Set<String> terms(IndexReader reader) throws IOException {
    Set<String> terms = new TreeSet<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms ofSegment = leaf.reader().terms(COLLECTION);
      TermsEnum each = ofSegment == null ? TermsEnum.EMPTY : ofSegment.iterator();
      for (BytesRef term = each.next(); term != null; term = each.next()) {
        terms.add(term.utf8ToString());
      }
    }
    return terms;
  }

  /** The collections, folded, of which documents are or were referenced. For any thread. */
  Set<String> collections() {
    return collections;
  }

  /** Replaces what a document references. */
  void replace(String documentId, Noted noted) throws IOException {
    if (noted.ids().isEmpty() && collections.isEmpty()) {
      return;
    }
    if (!collections.containsAll(noted.collections())) {
      Set<String> more = new TreeSet<>(collections);
      more.addAll(noted.collections());
      collections = Set.copyOf(more);
    }
    Term of = new Term(OF, Folding.fold(documentId));
    store.replace(of, noted.ids().isEmpty() ? List.of() : List.of(document(of, noted)));
  }

  private static Document document(Term of, Noted noted) {
    Document document = Hidden.REFERENCE.document();
    document.add(new StringField(OF, of.bytes(), Field.Store.NO));
    document.add(new BinaryDocValuesField(OF, of.bytes()));
    noted.ids().forEach(id -> document.add(new StringField(TO, id, Field.Store.NO)));
    noted
        .collections()
        .forEach(name -> document.add(new StringField(COLLECTION, name, Field.Store.NO)));
    return document;
  }
}
