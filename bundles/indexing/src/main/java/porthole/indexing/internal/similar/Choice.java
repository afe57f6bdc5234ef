// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.similar;

import java.util.Set;

/**
 * Which words of an example are looked for.
 *
 * @param leastInExample those that come up less often there are passed over
 * @param leastDocuments those that fewer documents have are
 * @param mostDocuments those that more documents have are
 * @param mostPercent those that more of a hundred documents have are
 * @param shortest shorter ones are, in characters; 0: none
 * @param longest longer ones are; 0: none
 * @param mostRead so many of a text's words are looked at
 * @param mostLookedFor so many are taken, those that tell most apart
 * @param boost what tells more apart counts more, by that factor; 0: all count the same
 * @param stopWords are passed over; in lower case
 */
public record Choice(
    int leastInExample,
    int leastDocuments,
    int mostDocuments,
    int mostPercent,
    int shortest,
    int longest,
    int mostRead,
    int mostLookedFor,
    float boost,
    Set<String> stopWords) {

  /** Copies the words. */
  public Choice {
    stopWords = Set.copyOf(stopWords);
  }

  boolean takes(String word, int times) {
    return times >= leastInExample
        && (shortest == 0 || word.length() >= shortest)
        && (longest == 0 || word.length() <= longest)
        && !stopWords.contains(word);
  }

  boolean takes(int documents, int ofAll) {
    return documents > 0
        && documents >= leastDocuments
        && documents <= mostDocuments
        && documents <= (long) mostPercent * ofAll / 100;
  }
}
