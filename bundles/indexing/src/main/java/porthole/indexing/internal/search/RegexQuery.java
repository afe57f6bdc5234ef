// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;

/**
 * Values in which a regular expression is found. Every term of the field is tried, each with a
 * bounded number of steps: an expression that explodes ends in a {@link QueryException}.
 */
final class RegexQuery extends MultiTermQuery {
  // For all terms together; a term of 30 characters takes some hundred.
  private static final long MOST_STEPS = 50_000_000;

  // For a value by itself, after which a query can be told to end.
  private static final long MOST_STEPS_OF_ONE = 1_000_000;

  private final Pattern pattern;

  RegexQuery(String field, String regex) {
    super(field, CONSTANT_SCORE_REWRITE);
    try {
      pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    } catch (PatternSyntaxException e) {
      throw new QueryException(
          "'" + regex + "' is no regular expression: " + e.getDescription() + ".");
    }
  }

  /** Whether it is found in one value. */
  boolean isIn(String value) {
    return pattern.matcher(new StepLimit(pattern.pattern(), MOST_STEPS_OF_ONE).over(value)).find();
  }

  @Override
  protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
    StepLimit limit = new StepLimit(pattern.pattern(), MOST_STEPS);
    return new FilteredTermsEnum(terms.iterator(), false) {
      @Override
      protected AcceptStatus accept(BytesRef term) {
        return pattern.matcher(limit.over(term.utf8ToString())).find()
            ? AcceptStatus.YES
            : AcceptStatus.NO;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String defaultField) {
    return field + ":/" + pattern + "/";
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && ((RegexQuery) other).pattern.pattern().equals(pattern.pattern());
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), pattern.pattern());
  }
}
