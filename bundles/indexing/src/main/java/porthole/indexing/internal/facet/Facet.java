// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import java.util.List;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.search.Options;

/**
 * What documents are counted by: by each value of a field, or by ranges; by neither: all together.
 *
 * @param name what the result is called
 * @param field null: not by values
 * @param ranges empty: not by ranges
 * @param measured what is worked out besides the count
 */
record Facet(
    String name,
    @Nullable FieldPlan field,
    List<Range> ranges,
    List<Measured> measured,
    Page page) {

  /** How values are sorted. */
  enum Order {
    VALUE_ASC,
    VALUE_DESC,
    COUNT_ASC,
    COUNT_DESC
  }

  /** What is worked out of numbers. */
  enum Measure {
    SUM,
    MIN,
    MAX,
    AVERAGE
  }

  /**
   * Documents that are counted together.
   *
   * @param text as the query has it, with its parameters' values
   */
  record Range(String text, Query query) {}

  /** What is worked out of the numbers of a field, and what that is called. */
  record Measured(String name, FieldPlan field, Set<Measure> measures) {
    /** Copies the measures. */
    Measured {
      measures = Set.copyOf(measures);
    }
  }

  /**
   * The part of the values that is wanted.
   *
   * @param remaining whether those after the part are named
   */
  record Page(Order order, int start, int size, boolean remaining) {
    static Page of(Options options) {
      return new Page(
          options.choice("TermSortMode", Order.VALUE_ASC),
          options.count("Start", 0),
          options.count("PageSize", Integer.MAX_VALUE),
          options.flag("IncludeRemainingTerms"));
    }
  }

  /** Copies the lists. */
  Facet {
    ranges = List.copyOf(ranges);
    measured = List.copyOf(measured);
  }
}
