// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.highlight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Cuts pieces out of a text that have words which were looked for, and marks these. */
final class Fragments {
  private final Highlight highlight;
  private final SoughtWords words;

  /** A word in a text. */
  private record Found(int start, int end, int number) {}

  /** Words that are near each other. */
  private record Piece(List<Found> found) {
    int start() {
      return found.get(0).start();
    }

    int end() {
      return found.get(found.size() - 1).end();
    }
  }

  Fragments(Highlight highlight, SoughtWords words) {
    this.highlight = highlight;
    this.words = words;
  }

  /** Those with the most words first; none where there is no word. */
  List<String> of(String text, Analyzer analyzer) {
    return pieces(find(text, analyzer)).stream()
        .sorted(Comparator.comparingInt((Piece piece) -> -piece.found().size()))
        .limit(highlight.most())
        .map(piece -> mark(text, piece))
        .toList();
  }

  private List<Found> find(String text, Analyzer analyzer) {
    List<Found> found = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(highlight.field().name(), text)) {
      CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      int end = 0;
      while (tokens.incrementToken()) {
        int number = words.find(word.toString());
        // Words may lie over each other, such as parts of one.
        if (number >= 0 && place.startOffset() >= end) {
          found.add(new Found(place.startOffset(), place.endOffset(), number));
          end = place.endOffset();
        }
      }
      tokens.end();
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Piece> pieces(List<Found> all) {
    List<Piece> pieces = new ArrayList<>();
    for (Found found : all) {
      Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
      if (last != null && found.end() - last.start() <= highlight.length()) {
        last.found().add(found);
      } else {
        pieces.add(new Piece(new ArrayList<>(List.of(found))));
      }
    }
    return pieces;
  }

  private String mark(String text, Piece piece) {
    int spare = Math.max(0, highlight.length() - (piece.end() - piece.start()));
    int end = Math.min(text.length(), piece.end() + spare / 2);
    int start = Math.max(0, Math.min(piece.start(), end - highlight.length()));
    end = Math.min(text.length(), Math.max(piece.end(), start + highlight.length()));
    start = start == 0 ? 0 : afterBlank(text, start, piece.start());
    end = end == text.length() ? end : beforeBlank(text, end, piece.end());
    StringBuilder marked = new StringBuilder();
    int at = start;
    for (Found found : piece.found()) {
      marked
          .append(text, at, found.start())
          .append(highlight.before(found.number()))
          .append(text, found.start(), found.end())
          .append(highlight.after(found.number()));
      at = found.end();
    }
    return marked.append(text, at, end).toString();
  }

  /** So that the first word is whole, unless that would take too much away. */
  private static int afterBlank(String text, int from, int limit) {
    int blank = text.indexOf(' ', from);
    return blank >= 0 && blank < limit ? blank + 1 : limit;
  }

  private static int beforeBlank(String text, int from, int limit) {
    int blank = text.lastIndexOf(' ', from);
    return Math.max(blank, limit);
  }
}
