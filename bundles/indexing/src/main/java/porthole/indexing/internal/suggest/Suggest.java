// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.suggest;

import java.util.List;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.search.Options;
import porthole.indexing.internal.search.QueryException;

/**
 * For which words terms are wanted.
 *
 * @param name what the result is called
 * @param words as the field's terms are: in lower case if these are
 * @param accuracy how like a term has to be, 0 to 1
 * @param most so many at most
 */
record Suggest(
    String name,
    FieldPlan field,
    List<String> words,
    Likeness likeness,
    double accuracy,
    int most,
    Order order) {
  private static final double USUAL_ACCURACY = 0.5;
  private static final int USUAL_PAGE = 15;
  private static final int LARGEST_PAGE = 10_000;

  /** How the terms are sorted. */
  enum Order {
    /** The most alike first. */
    NONE,
    /** Those that most documents have first; rarer ones than the word are left out. */
    POPULARITY
  }

  /** Copies the words. */
  Suggest {
    words = List.copyOf(words);
  }

  static Suggest of(String name, FieldPlan field, List<String> words, Options options) {
    double accuracy = options.number("Accuracy", USUAL_ACCURACY);
    if (!(accuracy >= 0 && accuracy <= 1)) {
      throw new QueryException("The accuracy of suggest() is 0 to 1, not " + accuracy + ".");
    }
    return new Suggest(
        name,
        field,
        words,
        options.choice("Distance", Likeness.LEVENSHTEIN),
        accuracy,
        Math.min(LARGEST_PAGE, options.count("PageSize", USUAL_PAGE)),
        options.choice("SortMode", Order.POPULARITY));
  }
}
