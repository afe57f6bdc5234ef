// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
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
    List<String> words = wordsOf(field, text);
    return switch (words.size()) {
      case 0 -> new MatchNoDocsQuery("no word to look for");
      case 1 -> new TermQuery(new Term(field.name(), words.get(0)));
      default -> new PhraseQuery(slop, field.name(), words.toArray(new String[0]));
    };
  }

  private static List<String> wordsOf(FieldPlan field, String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = field.analyzer().tokenStream(field.name(), text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(term.toString());
      }
      tokens.end();
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
