// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.definition;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LowerCaseFilter;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.core.StopAnalyzer;
import org.apache.lucene.analysis.core.StopFilter;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** Analyzers by the names that definitions call them by. */
public final class Analyzers {
  private static final int SHORTEST_GRAM = 2;
  private static final int LONGEST_GRAM = 6;

  private static final Map<String, Supplier<Analyzer>> KNOWN =
      Map.of(
          "standardanalyzer", () -> new StandardAnalyzer(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET),
          "ravenstandardanalyzer", Analyzers::usual,
          "keywordanalyzer", KeywordAnalyzer::new,
          "lowercasekeywordanalyzer", LowerCaseKeyword::new,
          "whitespaceanalyzer", WhitespaceAnalyzer::new,
          "lowercasewhitespaceanalyzer", LowerCaseWhitespace::new,
          "simpleanalyzer", SimpleAnalyzer::new,
          "stopanalyzer", () -> new StopAnalyzer(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET),
          "ngramanalyzer", NGrams::new);

  private Analyzers() {}

  /**
   * Makes words where nothing else is named: in lower case, without the commonest English ones, as
   * if these had not been there.
   */
  public static Analyzer usual() {
    return new Usual();
  }

  /**
   * The analyzer of a name, as in {@code StandardAnalyzer} or {@code
   * Lucene.Net.Analysis.Standard.StandardAnalyzer, Lucene.Net}.
   */
  static Optional<Analyzer> named(String name) {
    return Optional.ofNullable(KNOWN.get(shortName(name))).map(Supplier::get);
  }

  /** A name without what is around it, in lower case. */
  static String shortName(String name) {
    String type = name.split(",", 2)[0].strip();
    return type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The names there are. */
  static String names() {
    return "StandardAnalyzer, RavenStandardAnalyzer, KeywordAnalyzer, LowerCaseKeywordAnalyzer,"
        + " WhitespaceAnalyzer, LowerCaseWhitespaceAnalyzer, SimpleAnalyzer, StopAnalyzer,"
        + " NGramAnalyzer";
  }

  /** The whole text in lower case, as folded terms are. */
  static final class LowerCaseKeyword extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      KeywordTokenizer whole = new KeywordTokenizer();
      return new TokenStreamComponents(whole, new LowerCaseFilter(whole));
    }
  }

  private static final class LowerCaseWhitespace extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      WhitespaceTokenizer words = new WhitespaceTokenizer();
      return new TokenStreamComponents(words, new LowerCaseFilter(words));
    }
  }

  private static final class Usual extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      StandardTokenizer words = new StandardTokenizer();
      TokenStream lower = new LowerCaseFilter(words);
      TokenStream telling = new StopFilter(lower, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
      return new TokenStreamComponents(words, new ClosedGaps(telling));
    }

    @Override
    protected TokenStream normalize(String field, TokenStream words) {
      return new LowerCaseFilter(words);
    }
  }

  private static final class NGrams extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      StandardTokenizer words = new StandardTokenizer();
      TokenStream lower = new LowerCaseFilter(words);
      return new TokenStreamComponents(
          words, new NGramTokenFilter(lower, SHORTEST_GRAM, LONGEST_GRAM, false));
    }
  }
}
