// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.highlight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;

/**
 * The pieces of a field's texts that are wanted.
 *
 * @param name of the field as the query has it
 * @param length of a piece, in characters, without what marks words
 * @param most so many pieces of a document at most
 * @param groupKey the field of a result that its pieces are named for; null: a document's id
 * @param before what comes before a word that was looked for; the second is for the second word by
 *     the alphabet, and so on, over and over
 * @param after what comes after it
 */
public record Highlight(
    String name,
    FieldPlan field,
    int length,
    int most,
    @Nullable String groupKey,
    List<String> before,
    List<String> after) {

  /** Copies the lists. */
  public Highlight {
    before = before.isEmpty() ? List.of("<b style=\"background:yellow\">") : List.copyOf(before);
    after = after.isEmpty() ? List.of("</b>") : List.copyOf(after);
  }

  String before(int word) {
    return before.get(word % before.size());
  }

  String after(int word) {
    return after.get(word % after.size());
  }

  /**
   * The pieces of a field's value; of lists and objects, those of the values in them.
   *
   * @param query whose words are marked
   */
  public List<String> fragments(Query query, @Nullable Object value) {
    List<String> pieces = new ArrayList<>();
    collect(new Fragments(this, SoughtWords.of(query, field.name())), value, pieces);
    return pieces.subList(0, Math.min(pieces.size(), most));
  }

  private void collect(Fragments fragments, @Nullable Object value, List<String> into) {
    if (value instanceof List<?> list) {
      list.forEach(element -> collect(fragments, element, into));
    } else if (value instanceof Map<?, ?> object) {
      object.values().forEach(inner -> collect(fragments, inner, into));
    } else if (value != null) {
      into.addAll(fragments.of(value.toString(), field.analyzer()));
    }
  }
}
