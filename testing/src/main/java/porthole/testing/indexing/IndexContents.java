// SPDX-License-Identifier: Apache-2.0
package porthole.testing.indexing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.StringHelper;

/**
 * All that the last commit of a Lucene index says of its documents: terms with their positions,
 * points, columns, norms and stored fields; entries that queries find, and what an index keeps
 * beside them. In which segments and in what order they lie is no part of it, nor is what was
 * deleted, so an index that was changed again and again has the contents of one that was made at
 * once.
 *
 * <pre>
 * IndexContents one = IndexContents.of(database.resolve("indexes/…/lucene"));
 * assertThat(one.differences(IndexContents.of(rebuilt))).isEmpty();
 * </pre>
 *
 * <p>The index must not be open for writing, or at least not commit meanwhile. Takes some hundred
 * bytes of memory a document. Term vectors are not compared.
 */
public final class IndexContents {
  private static final int TOLD = 5;

  private final Path directory;

  // How often there is a document of which all this is said.
  private final Map<Digest, Integer> documents = new HashMap<>();

  /** Of all facts of a document, whatever their order. */
  private record Digest(long high, long low) {
    Digest with(String fact) {
      byte[] bytes = fact.getBytes(UTF_8);
      return new Digest(high + hash(bytes, 1), low + hash(bytes, 3));
    }

    private static long hash(byte[] bytes, int seed) {
      long first = StringHelper.murmurhash3_x86_32(bytes, 0, bytes.length, seed);
      long second = StringHelper.murmurhash3_x86_32(bytes, 0, bytes.length, seed + 1);
      return (first << Integer.SIZE) ^ second;
    }
  }

  private IndexContents(Path directory) {
    this.directory = directory;
  }

  /**
   * Of the index in a directory, the one with the {@code segments} files.
   *
   * @throws IOException if there is none that can be read
   */
  public static IndexContents of(Path directory) throws IOException {
    IndexContents contents = new IndexContents(directory);
    try (FSDirectory files = FSDirectory.open(directory);
        DirectoryReader reader = DirectoryReader.open(files)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        for (Digest digest : digests(leaf)) {
          contents.documents.merge(digest, 1, Integer::sum);
        }
      }
    }
    return contents;
  }

  private static Iterable<Digest> digests(LeafReaderContext leaf) throws IOException {
    Map<Integer, Digest> digests = new HashMap<>();
    SegmentFacts.tell(
        leaf.reader(),
        (document, fact) ->
            digests.put(document, digests.getOrDefault(document, new Digest(0, 0)).with(fact)));
    return digests.values();
  }

  /** How many documents it has, those beside the entries among them. */
  public int size() {
    return documents.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * In what another index differs, the first few documents with all that is said of each; none: in
   * nothing.
   *
   * @throws IOException if one of them cannot be read any more
   */
  public List<String> differences(IndexContents other) throws IOException {
    List<String> differences = new ArrayList<>(onlyHere(other));
    differences.addAll(other.onlyHere(this));
    return differences;
  }

  private List<String> onlyHere(IndexContents other) throws IOException {
    Map<Digest, Integer> more = new HashMap<>();
    documents.forEach(
        (digest, count) -> {
          int surplus = count - other.documents.getOrDefault(digest, 0);
          if (surplus > 0) {
            more.put(digest, surplus);
          }
        });
    if (more.isEmpty()) {
      return List.of();
    }
    List<String> told = new ArrayList<>();
    int all = more.values().stream().mapToInt(Integer::intValue).sum();
    told.add(all + " documents are only in " + directory + ", not in " + other.directory + ":");
    try (FSDirectory files = FSDirectory.open(directory);
        IndexReader reader = DirectoryReader.open(files)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        describe(leaf, more, told);
      }
    }
    return told;
  }

  private static void describe(
      LeafReaderContext leaf, Map<Digest, Integer> wanted, List<String> told) throws IOException {
    Map<Integer, List<String>> facts = new HashMap<>();
    SegmentFacts.tell(
        leaf.reader(),
        (document, fact) -> facts.computeIfAbsent(document, d -> new ArrayList<>()).add(fact));
    for (List<String> all : facts.values()) {
      Digest digest = new Digest(0, 0);
      for (String fact : all) {
        digest = digest.with(fact);
      }
      if (told.size() <= TOLD && wanted.containsKey(digest)) {
        all.sort(null);
        told.add("  " + String.join("\n    ", all));
      }
    }
  }
}
