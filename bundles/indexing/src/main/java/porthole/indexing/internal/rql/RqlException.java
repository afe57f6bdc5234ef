// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

/** A text is not a query. The message says where, what stands there and what was expected. */
public final class RqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_QUOTED = 1_000;

  private final transient Place place;

  RqlException(Place place, String problem, String query) {
    super("The query cannot be read at " + place + ": " + problem + "\nQuery: " + quoted(query));
    this.place = place;
  }

  private static String quoted(String query) {
    return query.length() <= MOST_QUOTED ? query : query.substring(0, MOST_QUOTED) + "…";
  }

  /** Where the trouble begins. */
  public Place place() {
    return place;
  }
}
