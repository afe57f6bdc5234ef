// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.entry.EntryStore;
import porthole.indexing.internal.function.ReduceFunction;
import porthole.indexing.internal.reduce.Outputs.Read;

/**
 * Reduces groups of which some members have changed. A large group is cut into parts; those with
 * changed members are reduced again, and then what all parts were reduced to. How a group is cut
 * follows from its members alone, so its result does not depend on what has changed before.
 */
final class GroupReducer {
  private final ReduceFunction function;
  private final EntryStore store;
  private final int heaviest;

  /**
   * With that function.
   *
   * @param heaviest so much the members of a part may weigh
   */
  GroupReducer(ReduceFunction function, EntryStore store, int heaviest) {
    this.function = function;
    this.store = store;
    this.heaviest = heaviest;
  }

  /**
   * What becomes of a group; keeps what its parts were reduced to.
   *
   * @param reader sees all members, and the parts as they were left
   * @param places where members have come, gone or changed
   */
  Reduced reduce(IndexReader reader, GroupKey key, Set<Integer> places) throws IOException {
    List<Part> known = Part.read(reader, key);
    Deque<Part> parts = new ArrayDeque<>();
    if (known.isEmpty()) {
      remake(reader, key, Bucket.WHOLE, parts);
    }
    for (Part part : known) {
      if (places.stream().anyMatch(part.bucket()::contains)) {
        remake(reader, key, part.bucket(), parts);
      } else {
        join(reader, key, part, parts);
      }
    }
    keep(key, known, List.copyOf(parts));
    return parts.size() == 1 ? parts.getFirst().reduced() : together(parts);
  }

  private void remake(IndexReader reader, GroupKey key, Bucket bucket, Deque<Part> parts)
      throws IOException {
    Read read = Outputs.read(reader, key, bucket, heaviest);
    if (read == null) {
      remake(reader, key, bucket.firstHalf(), parts);
      remake(reader, key, bucket.secondHalf(), parts);
    } else {
      join(reader, key, part(bucket, read), parts);
    }
  }

  // Two halves that are small enough are one part, and so on.
  private void join(IndexReader reader, GroupKey key, Part part, Deque<Part> parts)
      throws IOException {
    Part last = part;
    while (!parts.isEmpty()
        && parts.getLast().bucket().isHalfBeside(last.bucket())
        && parts.getLast().weight() + last.weight() <= heaviest) {
      parts.removeLast();
      Bucket whole = last.bucket().parent();
      last = part(whole, requireNonNull(Outputs.read(reader, key, whole, Integer.MAX_VALUE)));
    }
    parts.add(last);
  }

  // What is kept is read again another time: results of now and of then have to be alike.
  private Part part(Bucket bucket, Read read) {
    Reduced reduced = reduced(read.entries());
    boolean kept = !bucket.equals(Bucket.WHOLE);
    return new Part(bucket, read.weight(), kept ? Reduced.of(reduced.json()) : reduced);
  }

  private void keep(GroupKey key, List<Part> before, List<Part> now) throws IOException {
    if (now.size() == 1) {
      if (!before.isEmpty()) {
        store.replace(Part.of(key), List.of());
      }
      return;
    }
    Set<Part> same = new HashSet<>(before);
    same.retainAll(Set.copyOf(now));
    for (Part part : before) {
      if (!same.contains(part)) {
        store.replace(Part.of(key, part.bucket()), List.of());
      }
    }
    for (Part part : now) {
      if (!same.contains(part)) {
        store.replace(Part.of(key, part.bucket()), List.of(part.document(key)));
      }
    }
  }

  private Reduced together(Iterable<Part> parts) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    Reduced one = Reduced.NOTHING;
    for (Part part : parts) {
      if (part.reduced().error() != null) {
        return part.reduced();
      }
      one = one.isNothing() ? part.reduced() : one;
      all.addAll(part.reduced().results());
    }
    return one.isNothing() ? one : reduced(one.key(), all);
  }

  private Reduced reduced(List<Map<String, @Nullable Object>> entries) {
    return entries.isEmpty() ? Reduced.NOTHING : reduced(function.key(entries.get(0)), entries);
  }

  private Reduced reduced(@Nullable Object key, List<Map<String, @Nullable Object>> entries) {
    try {
      return new Reduced(key, function.results(key, entries), null);
    } catch (RuntimeException e) {
      return new Reduced(key, List.of(), String.valueOf(e.getMessage()));
    }
  }
}
