// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.util.Comparator;

/**
 * One kind of load.
 *
 * @param clients connections, or threads of a peer without HTTP, each with one request at a time
 * @param documents of a request; 1 is a single write or read
 */
record Work(Kind kind, int clients, int documents) {

  /** That of the report. */
  static final Comparator<Work> ORDER =
      Comparator.comparing(Work::kind)
          .thenComparingInt(Work::documents)
          .thenComparingInt(Work::clients);

  enum Kind {
    PUT,
    BATCH,
    GET
  }

  static Work put(int clients) {
    return new Work(Kind.PUT, clients, 1);
  }

  static Work batch(int clients, int documents) {
    return new Work(Kind.BATCH, clients, documents);
  }

  static Work get(int clients) {
    return new Work(Kind.GET, clients, 1);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case PUT -> "write, " + clients(clients);
      case BATCH -> "batches of " + documents + ", " + clients(clients);
      case GET -> "read, " + clients(clients);
    };
  }

  private static String clients(int clients) {
    return clients + (clients == 1 ? " client" : " clients");
  }
}
