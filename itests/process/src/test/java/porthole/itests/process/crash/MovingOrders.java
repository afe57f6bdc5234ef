// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.SplittableRandom;

/**
 * Batches of puts and deletes of the same few orders over and over, each put with another company,
 * so that they move from group to group. For one thread.
 */
final class MovingOrders {
  private static final int ORDERS = 2_000;
  private static final int COMPANIES = 40;
  private static final int LARGEST_BATCH = 60;
  private static final int DELETES_OF_100 = 20;
  private static final String[] WORDS = {"red", "green", "blue", "large", "small", "Über", "old"};

  private final SplittableRandom random;

  MovingOrders(SplittableRandom random) {
    this.random = random;
  }

  /** The next one, as {@code /bulk_docs} takes it. */
  String batch() {
    JsonArray commands = new JsonArray();
    int size = 1 + random.nextInt(LARGEST_BATCH);
    for (int i = 0; i < size; i++) {
      commands.add(command());
    }
    JsonObject body = new JsonObject();
    body.add("Commands", commands);
    return body.toString();
  }

  private JsonObject command() {
    boolean delete = random.nextInt(100) < DELETES_OF_100;
    JsonObject command = new JsonObject();
    int number = random.nextInt(ORDERS);
    command.addProperty("Id", "orders/" + number);
    command.addProperty("Type", delete ? "DELETE" : "PUT");
    if (!delete) {
      command.add("Document", order(number % 10 == 0 ? "Drafts" : "Orders"));
    }
    return command;
  }

  private JsonObject order(String collection) {
    JsonObject order = new JsonObject();
    order.addProperty("Company", "companies/" + random.nextInt(COMPANIES));
    order.addProperty("Amount", random.nextInt(1_000));
    order.addProperty("Discount", random.nextInt(100) / 100.0);
    order.addProperty("About", word() + " " + word() + " " + word());
    JsonArray tags = new JsonArray();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add(word());
    }
    order.add("Tags", tags);
    JsonObject metadata = new JsonObject();
    metadata.addProperty("@collection", collection);
    order.add("@metadata", metadata);
    return order;
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
