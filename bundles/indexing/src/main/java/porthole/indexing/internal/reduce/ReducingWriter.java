// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.entry.EntryStore;
import porthole.indexing.internal.entry.EntryWriter;
import porthole.indexing.internal.entry.IndexContent.Outcomes;
import porthole.indexing.internal.function.Loader;
import porthole.storage.api.Folding;
import porthole.storage.api.StoredDocument;

/**
 * Keeps what maps made of documents, and the results of the groups that this makes. Which groups a
 * document was in, it finds in the index, so a change that is taken in again does no harm.
 */
final class ReducingWriter implements EntryWriter<ReducingWriter.Member> {
  // So many of the members that have come or gone may be in memory.
  private static final int MOST_TOUCHED = 200_000;

  private static final String RESULT_OF = "result().group";

  /** What a map made of a document, and the group that it is in. */
  record Member(GroupKey group, Map<String, @Nullable Object> entry) {}

  private final ReducedContent content;
  private final EntryStore store;
  private final Outcomes outcomes;
  private final GroupReducer reducer;

  // The groups that have to be reduced, in the order in which they came up, and where in them
  // members have come or gone.
  private final Map<GroupKey, Set<Integer>> touched = new LinkedHashMap<>();
  private int members;
  // What was there before the first of them was touched, then what is there now that all are.
  private @Nullable IndexReader before;
  private @Nullable IndexReader now;

  ReducingWriter(ReducedContent content, EntryStore store, Outcomes outcomes, int heaviest) {
    this.content = content;
    this.store = store;
    this.outcomes = outcomes;
    reducer = new GroupReducer(content.reduce(), store, heaviest);
  }

  @Override
  public List<Member> entries(StoredDocument document, Loader loader) {
    List<Member> members = new ArrayList<>();
    for (Map<String, @Nullable Object> entry : content.maps().outputs(document, loader)) {
      members.add(new Member(GroupKey.of(content.reduce().key(entry)), entry));
    }
    return members;
  }

  @Override
  public void replace(String documentId, List<Member> members) throws IOException {
    IndexReader reader = before == null ? store.written() : before;
    before = reader;
    String folded = Folding.fold(documentId);
    Outputs.members(reader, folded, this::touch);
    List<Document> outputs = new ArrayList<>();
    for (Member each : members) {
      BytesRef member = each.group().member(GroupKey.place(folded, outputs.size()));
      touch(member);
      outputs.add(Outputs.document(folded, outputs.size(), member, each.entry()));
    }
    store.replace(Outputs.of(folded), outputs);
  }

  private void touch(BytesRef member) {
    members++;
    touched
        .computeIfAbsent(GroupKey.ofMember(member), key -> new HashSet<>())
        .add(GroupKey.placeOf(member));
  }

  @Override
  public boolean isFull() {
    return members > MOST_TOUCHED;
  }

  @Override
  public boolean settle(Work work) throws IOException {
    if (before != null) {
      before.decRef();
      before = null;
    }
    IndexReader reader = now == null ? store.written() : now;
    now = reader;
    Iterator<Map.Entry<GroupKey, Set<Integer>>> groups = touched.entrySet().iterator();
    while (groups.hasNext()) {
      Map.Entry<GroupKey, Set<Integer>> group = groups.next();
      Reduced reduced = reducer.reduce(reader, group.getKey(), group.getValue());
      work.at("reduced " + PlainJson.text(reduced.key()));
      write(group.getKey(), reduced);
      groups.remove();
      if (groups.hasNext() && !work.hasTime()) {
        return false;
      }
    }
    reader.decRef();
    now = null;
    members = 0;
    return true;
  }

  private void write(GroupKey key, Reduced reduced) throws IOException {
    Term group = new Term(RESULT_OF, key.digest());
    List<Document> entries = List.of();
    if (reduced.error() != null) {
      failed(reduced.key(), reduced.error());
    } else {
      entries = entries(reduced);
    }
    for (Document entry : entries) {
      entry.add(new StringField(RESULT_OF, key.digest(), Field.Store.NO));
    }
    store.replace(group, entries);
  }

  private List<Document> entries(Reduced reduced) {
    try {
      List<Document> entries = new ArrayList<>();
      for (Map<String, @Nullable Object> result : reduced.results()) {
        Document entry = content.results().entry(result);
        entry.add(
            new BinaryDocValuesField(EntryStore.RESULT, new BytesRef(PlainJson.bytes(result))));
        entries.add(entry);
      }
      return entries;
    } catch (RuntimeException e) {
      failed(reduced.key(), String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private void failed(@Nullable Object key, String message) {
    String text = PlainJson.text(key);
    outcomes.notReduced(text, "The group with the key " + text + " cannot be reduced: " + message);
  }

  @Override
  public void close() throws IOException {
    if (before != null) {
      before.decRef();
      before = null;
    }
    if (now != null) {
      now.decRef();
      now = null;
    }
  }
}
