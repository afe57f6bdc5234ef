// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.sample;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.indexing.api.Indexing;
import porthole.storage.api.Database;

/** {@code POST /studio/sample-data}: fills an empty database. Thread-safe. */
public final class SampleData {
  private static final String DOCUMENTS = "documents";
  private static final String INDEXES = "indexes";

  private final Supplier<Indexing> indexing;

  /** With the indexes that are there at each request. */
  public SampleData(Supplier<Indexing> indexing) {
    this.indexing = indexing;
  }

  /** Makes what {@code operateOnTypes} names, or all there is. */
  public Answer post(Exchange exchange, Database database) {
    List<String> types = types(exchange);
    if (database.stats().documents > 0) {
      throw RequestException.badRequest(
          "Database '"
              + database.name()
              + "' has documents already. Sample data is made in empty databases only.");
    }
    // The documents last: whoever finds them finds everything, and until then it can be repeated.
    if (types.contains(INDEXES)) {
      indexing.get().indexes(database).put(SampleIndexes.definitions());
    }
    if (types.contains(DOCUMENTS)) {
      database.execute(Northwind.documents());
    }
    return Answer.empty(204);
  }

  private static List<String> types(Exchange exchange) {
    List<String> types =
        exchange.query().all("operateOnTypes").stream()
            .map(type -> type.toLowerCase(Locale.ROOT))
            .toList();
    for (String type : types) {
      if (!type.equals(DOCUMENTS) && !type.equals(INDEXES)) {
        throw RequestException.notImplemented(
            "There is no sample data of the type '" + type + "', only Documents and Indexes.");
      }
    }
    return types.isEmpty() ? List.of(DOCUMENTS, INDEXES) : types;
  }
}
