// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.facet.Facet.Measure;
import porthole.indexing.internal.facet.Facet.Page;
import porthole.indexing.internal.value.Terms;

/** Makes the result of a facet of what has been counted. */
final class FacetResult {
  private static final String NULL = "NULL_VALUE";
  private static final String EMPTY = "EMPTY_STRING";

  private final Facet facet;
  private final Buckets buckets;

  FacetResult(Facet facet, Buckets buckets) {
    this.facet = facet;
    this.buckets = buckets;
  }

  /** Of ranges, in their order, also those in which nothing lies. */
  Map<String, @Nullable Object> ofRanges(List<String> texts) {
    List<Object> shown = new ArrayList<>();
    for (int bucket = 0; bucket < texts.size(); bucket++) {
      show(bucket, texts.get(bucket), shown);
    }
    return result(shown, List.of(), 0, 0);
  }

  /** Of values, sorted, a page of them. */
  Map<String, @Nullable Object> ofValues(List<String> terms) {
    Page page = facet.page();
    List<Integer> sorted =
        IntStream.range(0, terms.size()).boxed().sorted(order(page.order(), terms)).toList();
    int start = Math.min(page.start(), sorted.size());
    int end = start + Math.min(page.size(), sorted.size() - start);
    List<Object> shown = new ArrayList<>();
    sorted.subList(start, end).forEach(bucket -> show(bucket, text(terms.get(bucket)), shown));
    List<Integer> rest = sorted.subList(end, sorted.size());
    List<String> names =
        page.remaining()
            ? rest.stream().map(bucket -> text(terms.get(bucket))).toList()
            : List.of();
    long hits = rest.stream().mapToLong(buckets::hits).sum();
    return result(shown, names, rest.size(), hits);
  }

  private Comparator<Integer> order(Facet.Order order, List<String> terms) {
    Comparator<Integer> byValue = Comparator.comparing(terms::get);
    Comparator<Integer> byCount = Comparator.comparing(buckets::hits);
    return switch (order) {
      case VALUE_ASC -> byValue;
      case VALUE_DESC -> byValue.reversed();
      case COUNT_ASC -> byCount.thenComparing(byValue);
      case COUNT_DESC -> byCount.reversed().thenComparing(byValue);
    };
  }

  private static String text(String term) {
    return switch (term) {
      case Terms.NULL -> NULL;
      case Terms.EMPTY -> EMPTY;
      default -> term;
    };
  }

  /** Once, or once for each field of which something is worked out. */
  private void show(int bucket, String range, List<Object> into) {
    if (facet.measured().isEmpty()) {
      into.add(value(null, bucket, range));
    }
    for (int i = 0; i < facet.measured().size(); i++) {
      Map<String, @Nullable Object> value = value(facet.measured().get(i).name(), bucket, range);
      buckets.measures(bucket, i).forEach((measure, number) -> value.put(name(measure), number));
      into.add(value);
    }
  }

  private Map<String, @Nullable Object> value(@Nullable String name, int bucket, String range) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("Name", name);
    value.put("Range", range);
    value.put("Count", (long) buckets.hits(bucket));
    return value;
  }

  private static String name(Measure measure) {
    return switch (measure) {
      case SUM -> "Sum";
      case MIN -> "Min";
      case MAX -> "Max";
      case AVERAGE -> "Average";
    };
  }

  private Map<String, @Nullable Object> result(
      List<Object> values, List<String> remaining, long remainingTerms, long remainingHits) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("Name", facet.name());
    result.put("Values", values);
    result.put("RemainingTerms", remaining);
    result.put("RemainingTermsCount", remainingTerms);
    result.put("RemainingHits", remainingHits);
    return result;
  }
}
