// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BoostAttribute;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;

/**
 * Values that a text becomes by more edits than Lucene's own automata take. Every term of the field
 * is tried. Those that are most like the text count most.
 */
final class LikeTextQuery extends MultiTermQuery {
  /** Of longer texts the comparison with one term would take too long. */
  static final int LONGEST_TEXT = 256;

  // As many as a query may have; when there are more, the most like ones are looked for.
  private static final int MOST_TERMS = 1024;

  private final String text;
  private final int edits;

  private LikeTextQuery(String field, String text, int edits) {
    super(field, new TopTermsBlendedFreqScoringRewrite(MOST_TERMS));
    this.text = text;
    this.edits = edits;
  }

  /**
   * Finds those.
   *
   * @param edits at most so many characters are put in, taken out, replaced or swapped with the
   *     next
   */
  static Query of(String field, String text, int edits) {
    if (edits <= FuzzyQuery.defaultMaxEdits) {
      return new FuzzyQuery(new Term(field, text), edits, 0, MOST_TERMS, true);
    }
    if (text.length() > LONGEST_TEXT) {
      throw new QueryException(
          "fuzzy() takes a text of at most "
              + LONGEST_TEXT
              + " characters, not "
              + text.length()
              + ".");
    }
    return new LikeTextQuery(field, text, edits);
  }

  @Override
  protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
    int[] sought = text.codePoints().toArray();
    return new FilteredTermsEnum(terms.iterator(), false) {
      private final BoostAttribute boost = attributes().addAttribute(BoostAttribute.class);

      @Override
      protected AcceptStatus accept(BytesRef term) {
        // A code point has at most four bytes, and a term of many more is out of reach.
        if (term.length > 4 * (sought.length + edits)) {
          return AcceptStatus.NO;
        }
        int[] other = term.utf8ToString().codePoints().toArray();
        int distance = distance(sought, other);
        if (distance > edits) {
          return AcceptStatus.NO;
        }
        boost.setBoost(1 - distance / (float) Math.max(1, Math.max(sought.length, other.length)));
        return AcceptStatus.YES;
      }
    };
  }

  /** How many edits make one of the other; one more than are allowed if it takes more. */
  private int distance(int[] one, int[] other) {
    if (Math.abs(one.length - other.length) > edits) {
      return edits + 1;
    }
    int[] twoAbove = new int[other.length + 1];
    int[] above = new int[other.length + 1];
    Arrays.setAll(above, i -> i);
    for (int i = 1; i <= one.length; i++) {
      int[] row = new int[other.length + 1];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= other.length; j++) {
        int replaced = above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
          row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > edits) {
        return edits + 1;
      }
      twoAbove = above;
      above = row;
    }
    return above[other.length];
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String defaultField) {
    return field + ":" + text + "~" + edits;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && ((LikeTextQuery) other).text.equals(text)
        && ((LikeTextQuery) other).edits == edits;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), text, edits);
  }
}
