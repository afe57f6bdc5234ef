// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.facet.Facet.Range;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.search.Searches;
import porthole.indexing.internal.search.StopSignal;

/** Counts what is found. */
public final class FacetCounts {
  private final List<Facet> facets;

  FacetCounts(List<Facet> facets) {
    this.facets = List.copyOf(facets);
  }

  /**
   * Counts.
   *
   * @param found which documents
   * @return one result for each facet, as JSON values
   */
  public List<Map<String, @Nullable Object>> count(
      IndexReader reader, Query found, StopSignal stop) {
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    for (Facet facet : facets) {
      FieldPlan field = facet.field();
      results.add(
          field == null
              ? ranges(facet, reader, found, stop)
              : values(facet, field, reader, found, stop));
    }
    return results;
  }

  private static Map<String, @Nullable Object> values(
      Facet facet, FieldPlan field, IndexReader reader, Query found, StopSignal stop) {
    ValueCounts counts = new ValueCounts(field, facet.measured(), stop.begin());
    search(reader, found, stop, counts);
    return new FacetResult(facet, counts.buckets()).ofValues(counts.values());
  }

  private static Map<String, @Nullable Object> ranges(
      Facet facet, IndexReader reader, Query found, StopSignal stop) {
    List<Range> ranges =
        facet.ranges().isEmpty() ? List.of(new Range(facet.name(), found)) : facet.ranges();
    Buckets buckets = new Buckets(facet.measured());
    for (int i = 0; i < ranges.size(); i++) {
      Query within =
          new BooleanQuery.Builder()
              .add(found, Occur.FILTER)
              .add(ranges.get(i).query(), Occur.FILTER)
              .build();
      search(reader, within, stop, new RangeCount(buckets, i, facet.measured()));
    }
    return new FacetResult(facet, buckets).ofRanges(ranges.stream().map(Range::text).toList());
  }

  private static void search(IndexReader reader, Query query, StopSignal stop, Counting counting) {
    Searches.run(
        reader, query, stop, searcher -> searcher.search(query, new CountingManager(counting)));
  }

  /** The values that results of those names have; they may be ids of documents. */
  public static List<String> values(
      List<Map<String, @Nullable Object>> results, List<String> names) {
    List<String> values = new ArrayList<>();
    for (Map<String, @Nullable Object> result : results) {
      if (names.contains(result.get("Name")) && result.get("Values") instanceof List<?> list) {
        for (Object value : list) {
          values.add(String.valueOf(((Map<?, ?>) value).get("Range")));
        }
      }
    }
    return values;
  }
}
