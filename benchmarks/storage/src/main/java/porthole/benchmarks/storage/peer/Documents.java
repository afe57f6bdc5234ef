// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.peer;

import porthole.benchmarks.load.Template;

/**
 * The documents that are written, as text with {@link Template} marks for the number of each.
 *
 * <p>An order of about half a kilobyte, most of it text, as applications store them.
 */
public final class Documents {
  /** Their collection. */
  public static final String COLLECTION = "Orders";

  /** Their metadata, as a client sends it. */
  public static final String METADATA =
      "{\"@collection\":\"Orders\",\"Raven-Java-Type\":\"net.example.shop.Order\"}";

  private static final int BATCH_OF_ONE_BYTES = batch(1).length();
  private static final int ONE_MORE_BYTES = batch(2).length() - BATCH_OF_ONE_BYTES;

  private Documents() {}

  /** An id, as in JSON and in keys. */
  public static String id(String number) {
    return "orders/" + number + "-A";
  }

  /** The same in a URL. */
  public static String idInUrl(String number) {
    return "orders%2F" + number + "-A";
  }

  /** A document without its metadata. */
  public static String body(String number) {
    return open(number) + "}";
  }

  /** A document with its metadata last, as clients send it. */
  public static String whole(String number) {
    return open(number) + ",\"@metadata\":" + METADATA + "}";
  }

  /** All of it up to the metadata, without the closing brace. */
  public static String open(String number) {
    return "{\"Number\":\""
        + number
        + "\",\"Company\":\"companies/"
        + number
        + "-A\","
        + "\"Employee\":\"employees/7-A\",\"OrderedAt\":\"1998-03-30T00:00:00.0000000Z\","
        + "\"RequireAt\":\"1998-04-27T00:00:00.0000000Z\",\"Freight\":208.58,\"ShipTo\":{"
        + "\"Line1\":\"Geislweg 14\",\"Line2\":null,\"City\":\"Salzburg\",\"Region\":null,"
        + "\"PostalCode\":\"5020\",\"Country\":\"Austria\"},\"Lines\":["
        + "{\"Product\":\"products/"
        + number
        + "-A\",\"ProductName\":\"Queso Cabrales\","
        + "\"PricePerUnit\":21.0,\"Quantity\":30,\"Discount\":0.15},"
        + "{\"Product\":\"products/40-A\",\"ProductName\":\"Boston Crab Meat\","
        + "\"PricePerUnit\":18.4,\"Quantity\":70,\"Discount\":0.0}]";
  }

  /** The batch of so many, as {@code POST /bulk_docs} takes it. */
  public static String batch(int documents) {
    StringBuilder text = new StringBuilder("{\"Commands\":[");
    for (int i = 0; i < documents; i++) {
      String number = Template.mark(i);
      text.append(i == 0 ? "" : ",")
          .append("{\"Id\":\"")
          .append(id(number))
          .append("\",\"ChangeVector\":null,\"Type\":\"PUT\",\"Document\":")
          .append(whole(number))
          .append('}');
    }
    return text.append("]}").toString();
  }

  /** How many documents a batch has, by its length; the length tells them apart. */
  static int inBatch(long bytes) {
    return (int) ((bytes - BATCH_OF_ONE_BYTES) / ONE_MORE_BYTES) + 1;
  }
}
