// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.peer;

import porthole.benchmarks.load.Template;

/** What Porthole answers, for peers that say the same, in as many bytes. */
public final class Answers {
  private static final String CHANGE_VECTOR = "A:1234567-AAAAAAAAAAAAAAAAAAAAAA";
  private static final String LAST_MODIFIED = "2026-11-22T00:00:00.0000000Z";

  private Answers() {}

  /** To {@code PUT /docs}. */
  public static String stored(String id) {
    return storedBegins(id) + CHANGE_VECTOR + "\"}";
  }

  /** How that begins, whatever the change vector. */
  public static String storedBegins(String id) {
    return "{\"Id\":\"" + id + "\",\"ChangeVector\":\"";
  }

  /** To {@code POST /bulk_docs}. */
  public static String batch(int documents) {
    StringBuilder text = new StringBuilder("{\"Results\":[");
    for (int i = 0; i < documents; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"Type\":\"PUT\",\"@id\":\"")
          .append(Documents.id(Template.mark(i)))
          .append("\",\"@collection\":\"Orders\",\"@change-vector\":\"")
          .append(CHANGE_VECTOR)
          .append("\",\"@last-modified\":\"")
          .append(LAST_MODIFIED)
          .append("\"}");
    }
    return text.append("],\"TransactionIndex\":0}").toString();
  }

  /** To {@code GET /docs} with one id. */
  public static String found(String number) {
    return foundBegins(number)
        + ",\"@metadata\":"
        + Documents.METADATA.replace("}", ",")
        + "\"@change-vector\":\""
        + CHANGE_VECTOR
        + "\",\"@id\":\""
        + Documents.id(number)
        + "\",\"@last-modified\":\""
        + LAST_MODIFIED
        + "\"}}"
        + foundEnds();
  }

  /** How that begins: with the document up to its metadata. */
  public static String foundBegins(String number) {
    return "{\"Results\":[" + Documents.open(number);
  }

  /** How that ends. */
  public static String foundEnds() {
    return "],\"Includes\":{}}";
  }
}
