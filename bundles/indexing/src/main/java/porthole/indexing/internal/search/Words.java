// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import porthole.indexing.internal.field.FieldPlan;
import porthole.storage.api.Folding;

/** Words looked for in a field, as {@code search()} does. */
final class Words {
  // A phrase in quotes, or what stands between blanks.
  private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private Words() {}

  /**
   * Some or all of the words and phrases of a text.
   *
   * @param each {@code SHOULD}: one is enough; {@code MUST}: all
   */
  static Query search(FieldPlan field, String text, Occur each) {
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    Matcher part = PART.matcher(text);
    boolean any = false;
    while (part.find()) {
      String phrase = part.group(1);
      Query query = phrase == null ? word(field, part.group(2)) : phrase(field, phrase, 0);
      if (!(query instanceof MatchNoDocsQuery)) {
        words.add(query, each);
        any = true;
      }
    }
    return any ? words.build() : new MatchNoDocsQuery("no word to look for");
  }

  private static Query word(FieldPlan field, String word) {
    boolean pattern = word.indexOf('*') >= 0 || word.indexOf('?') >= 0;
    return pattern
        ? new WildcardQuery(new Term(field.name(), Folding.fold(word)))
        : phrase(field, word, 0);
  }

  /**
   * Words next to each other.
   *
   * @param slop how many places they may be moved by
   */
  static Query phrase(FieldPlan field, String text, int slop) {
    PhraseQuery phrase = phraseOf(field, text, slop);
    return switch (phrase.getTerms().length) {
      case 0 -> new MatchNoDocsQuery("no word to look for");
      case 1 -> new TermQuery(phrase.getTerms()[0]);
      default -> phrase;
    };
  }

  private static PhraseQuery phraseOf(FieldPlan field, String text, int slop) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
    try (TokenStream tokens = field.analyzer().tokenStream(field.name(), text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      int position = -1;
      while (tokens.incrementToken()) {
        position = Math.max(0, position + step.getPositionIncrement());
        phrase.add(new Term(field.name(), term.toString()), position);
      }
      tokens.end();
      return phrase.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
