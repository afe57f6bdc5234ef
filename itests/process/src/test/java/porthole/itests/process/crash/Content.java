// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import com.google.gson.JsonObject;

/** A document of the test: all of it follows from its token, so a part of one is found out. */
final class Content {
  private static final int USUAL_REPEATS = 60;
  private static final int MANY_REPEATS = 1_500;
  private static final int ONE_IN = 97;

  private Content() {}

  static JsonObject of(String token, String collection) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("@collection", collection);
    JsonObject document = new JsonObject();
    document.addProperty("Token", token);
    document.addProperty("Rest", rest(token));
    document.add("@metadata", metadata);
    return document;
  }

  /** The token of a document that came back; fails when that is not all of it. */
  static String tokenOf(JsonObject document) {
    String token = document.get("Token").getAsString();
    if (!document.get("Rest").getAsString().equals(rest(token))) {
      throw new AssertionError("Only a part is left of the document with token " + token);
    }
    return token;
  }

  private static String rest(String token) {
    int hash = token.hashCode() & Integer.MAX_VALUE;
    return token.repeat(hash % ONE_IN == 0 ? MANY_REPEATS : hash % USUAL_REPEATS);
  }
}
